/**
 * {@code ./callvault bench}: figures, never verdicts. The backend runs as a process of its own, the clients are whole headless
 * cores with their encrypted databases; the machine's own limits (one fsync, one round trip) are measured in the same run.
 * Lives among the tests because it drives the app through their {@link io.callvault.desktop.e2e.TestClient}.
 */
@NullMarked
package io.callvault.desktop.bench;

import org.jspecify.annotations.NullMarked;
