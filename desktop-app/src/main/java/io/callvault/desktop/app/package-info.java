/**
 * Starts and stops the app: the command line, the composition root {@link io.callvault.desktop.app.ClientCore} and the window
 * around it. Knows everybody; nobody knows it.
 */
@NullMarked
package io.callvault.desktop.app;

import org.jspecify.annotations.NullMarked;
