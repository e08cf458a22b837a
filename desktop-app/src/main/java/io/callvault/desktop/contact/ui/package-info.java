/**
 * The contacts screen: add somebody by handle, answer invites, start a chat. Views bind to the view model, which knows no scene.
 * Everything runs on the FX thread. Node ids stand in {@link io.callvault.desktop.contact.ui.ContactIds}. Put together by the composition
 * root alone.
 */
@NullMarked
package io.callvault.desktop.contact.ui;

import org.jspecify.annotations.NullMarked;
