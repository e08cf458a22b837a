/**
 * A whole run: which jobs there are and what waits for what, several runs one after the other, and what has become worse since the
 * last good one. Blocking; called by the command line and by the app, each on a thread of its own.
 */
@NullMarked
package io.callvault.desktop.calltest.run;

import org.jspecify.annotations.NullMarked;
