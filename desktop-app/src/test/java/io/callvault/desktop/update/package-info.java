/** Tests of the updates, against a server in the same process. */
@NullMarked
package io.callvault.desktop.update;

import org.jspecify.annotations.NullMarked;
