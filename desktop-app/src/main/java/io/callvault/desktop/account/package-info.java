/**
 * Who this device belongs to: sign up, sign in on another device, sign out. The keys are made here and never leave but as
 * signatures. {@link io.callvault.desktop.account.AccountService} is called from the FX thread and returns at once.
 */
@NullMarked
package io.callvault.desktop.account;

import org.jspecify.annotations.NullMarked;
