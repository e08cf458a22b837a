/** Tests of accounts and sessions against a scripted server. */
@NullMarked
package io.callvault.desktop.account;

import org.jspecify.annotations.NullMarked;
