/**
 * The screens of the own account: sign up, sign in on another device, the recovery key, signed out. Views bind to view models, which know no
 * scene. Everything runs on the FX thread. Node ids stand in {@link io.callvault.desktop.account.ui.AccountIds}. Put together by the
 * composition root alone.
 */
@NullMarked
package io.callvault.desktop.account.ui;

import org.jspecify.annotations.NullMarked;
