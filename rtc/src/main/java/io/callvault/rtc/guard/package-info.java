/**
 * What comes from outside on its way to the natives: descriptions, candidates, relays. A format directive, an unknown scheme or
 * a missing credential in them takes the process (docs/rtc.md), so only what is known passes, and it is bounded. Pure functions,
 * any thread. Called by {@code rtc.webrtc}, and by the call service for {@link io.callvault.rtc.guard.Fingerprints}.
 */
@NullMarked
package io.callvault.rtc.guard;

import org.jspecify.annotations.NullMarked;
