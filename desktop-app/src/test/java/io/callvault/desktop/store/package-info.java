/** Tests of the store, against the real database in a temporary folder. */
@NullMarked
package io.callvault.desktop.store;

import org.jspecify.annotations.NullMarked;
