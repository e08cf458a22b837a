/**
 * The banner that says what is wrong and what to do, and the page of connection details. Runs on the FX thread; what it shows comes from
 * {@link io.callvault.desktop.diag} and the link's own port. Node ids stand in {@link io.callvault.desktop.diag.ui.DiagIds}. Put together by
 * the composition root alone.
 */
@NullMarked
package io.callvault.desktop.diag.ui;

import org.jspecify.annotations.NullMarked;
