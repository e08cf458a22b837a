/**
 * People: finding somebody by handle, invites, accepting and blocking. {@link io.callvault.desktop.contact.ContactService} is
 * called from the FX thread and returns at once; changes need the network and say so when it is missing, lists do not.
 */
@NullMarked
package io.callvault.desktop.contact;

import org.jspecify.annotations.NullMarked;
