/**
 * One running app for each profile: a second start finds the first one at a Unix-domain socket beside the profile, hands over what it was
 * asked for (the window, a link) and ends. {@link io.callvault.desktop.instance.SingleInstance} is asked at the start, on the main
 * thread; {@link io.callvault.desktop.instance.InstanceDoor} answers on a thread of its own and hands on to
 * {@link io.callvault.desktop.instance.Arrivals}. Called by the command line alone.
 */
@NullMarked
package io.callvault.desktop.instance;

import org.jspecify.annotations.NullMarked;
