/** The call service's parts, one by one; whole calls are in {@code e2e}. */
@NullMarked
package io.callvault.desktop.call;

import org.jspecify.annotations.NullMarked;
