/**
 * A media engine without media: two peers count as connected once descriptions and at least one candidate each were exchanged,
 * and a test says what else happens. The call service is tested with it from click to hang-up without natives, devices or
 * waiting. Everything runs in order on one executor: an own thread, or the caller's. Any thread may call.
 */
@NullMarked
package io.callvault.rtc.scripted;

import org.jspecify.annotations.NullMarked;
