/**
 * The screens of chatting: conversation list, header, timeline, composer. Views build JavaFX nodes in code and bind to view models, which
 * know no scene and are tested inline. Everything runs on the FX thread; news of {@link io.callvault.desktop.chat.ChatService} hop there
 * once. Node ids stand in {@link io.callvault.desktop.chat.ui.ChatIds}. Put together by the composition root alone.
 */
@NullMarked
package io.callvault.desktop.chat.ui;

import org.jspecify.annotations.NullMarked;
