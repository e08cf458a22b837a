/**
 * The echo contact's ear and eye: it answers calls, says back what it heard a second ago, and shows the picture it got with its
 * clock in it. The media run in a child process ({@link io.callvault.signaling.bot.call.EchoAgentMain}) that connects like any
 * device, so that natives that crash never take the server; {@link io.callvault.signaling.bot.call.EchoCalls} in the server
 * starts it, renews its token, and declines calls where there are no natives. Each side has one thread of its own.
 */
@NullMarked
package io.callvault.signaling.bot.call;

import org.jspecify.annotations.NullMarked;
