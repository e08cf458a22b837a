/**
 * STUN and TURN (RFC 8489, RFC 8656) as far as a test needs them: ask for the own address, ask a relay for a place, give it back.
 * In Java and not through the media engine, because the engine only says that there is no candidate, and support must know why:
 * no answer, refused connection, bad certificate, wrong password. Blocking, on the thread of a step. Known by {@code .probe}.
 */
@NullMarked
package io.callvault.desktop.calltest.turn;

import org.jspecify.annotations.NullMarked;
