/** The bounds of the relay of calls. Used by tests alone. */
@NullMarked
package io.callvault.signaling.call;

import org.jspecify.annotations.NullMarked;
