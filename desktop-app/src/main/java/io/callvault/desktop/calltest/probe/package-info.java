/**
 * What a run tries: server, transports, relays, bandwidth here; devices and calls, which need the media engine, in {@code .media}.
 * Each probe turns what it meets into an {@link io.callvault.desktop.calltest.Outcome} of its own code and remedy. Blocking, on the
 * thread of its job.
 */
@NullMarked
package io.callvault.desktop.calltest.probe;

import org.jspecify.annotations.NullMarked;
