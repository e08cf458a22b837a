/**
 * The app keeps itself up to date: a signed manifest says what there is, the package is downloaded, checked and handed to the system's
 * installer. Everything runs on one thread of its own ({@code cv-update}) and never delays the start; what is told is told from there. Put
 * together by the composition root; its screens are in {@code .ui}. See docs/updates.md.
 */
@NullMarked
package io.callvault.desktop.update;

import org.jspecify.annotations.NullMarked;
