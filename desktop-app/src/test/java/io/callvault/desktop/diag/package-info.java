/** Tests and fakes of the room of the same name. */
@NullMarked
package io.callvault.desktop.diag;

import org.jspecify.annotations.NullMarked;
