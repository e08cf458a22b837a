/**
 * {@code ./callvault chaos --faults network}: calls through networks that are made for the run out of Linux network namespaces,
 * with a signalling server and a relay (coturn) on the internet's side. {@link Namespaces} makes and removes them; what runs in
 * them are child processes. All on the run's thread, except the children's news, which come on their readers' threads.
 */
@NullMarked
package io.callvault.desktop.chaos.net;

import org.jspecify.annotations.NullMarked;
