/** Tests of the screens of the same name. */
@NullMarked
package io.callvault.desktop.diag.ui;

import org.jspecify.annotations.NullMarked;
