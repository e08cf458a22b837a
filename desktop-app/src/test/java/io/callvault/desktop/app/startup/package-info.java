/** The first paint, watched. */
@NullMarked
package io.callvault.desktop.app.startup;

import org.jspecify.annotations.NullMarked;
