/** What the store promises. */
@NullMarked
package io.callvault.signaling.store;

import org.jspecify.annotations.NullMarked;
