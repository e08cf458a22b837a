/** Tests of the kit, and the harness that drives real screens on the headless platform. */
@NullMarked
package io.callvault.desktop.fx;

import org.jspecify.annotations.NullMarked;
