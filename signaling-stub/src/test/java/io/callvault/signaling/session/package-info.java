/** Flow control without a network. */
@NullMarked
package io.callvault.signaling.session;

import org.jspecify.annotations.NullMarked;
