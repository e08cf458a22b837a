/**
 * The screens of calling: buttons in the chat's header, the page of past calls, the settings of calls; {@code window} has the incoming and
 * the running call, {@code video} draws moving pictures, {@code sound} rings. Runs on the FX thread; works by {@link
 * io.callvault.desktop.call.CallService} alone. Node ids stand in {@link io.callvault.desktop.call.ui.CallIds}. Put together by the
 * composition root.
 */
@NullMarked
package io.callvault.desktop.call.ui;

import org.jspecify.annotations.NullMarked;
