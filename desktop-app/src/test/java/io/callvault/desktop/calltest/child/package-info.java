/** Tests of the room of the same name. */
@NullMarked
package io.callvault.desktop.calltest.child;

import org.jspecify.annotations.NullMarked;
