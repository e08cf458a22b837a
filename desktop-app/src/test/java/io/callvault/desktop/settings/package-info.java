/** Tests of what an organisation decides. */
@NullMarked
package io.callvault.desktop.settings;

import org.jspecify.annotations.NullMarked;
