/** Whole clients without windows against the real server, in one process. */
@NullMarked
package io.callvault.desktop.e2e;

import org.jspecify.annotations.NullMarked;
