/**
 * The echo contact: an account like any other, whose device lives inside the server. It reads its own events and answers
 * through the same relay as everybody, with signed envelopes. One thread of its own. Started by {@code server}.
 */
@NullMarked
package io.callvault.signaling.bot;

import org.jspecify.annotations.NullMarked;
