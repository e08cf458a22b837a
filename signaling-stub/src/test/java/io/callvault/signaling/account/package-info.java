/** What guards an account. */
@NullMarked
package io.callvault.signaling.account;

import org.jspecify.annotations.NullMarked;
