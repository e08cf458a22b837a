/**
 * What a message is, apart from how it travels: its body, what it does to another message, and how far it has come.
 * Immutable values, any thread. Used by both sides; its JSON lives in {@code wire}, its bytes in {@code crypto}.
 */
@NullMarked
package io.callvault.model.message;

import org.jspecify.annotations.NullMarked;
