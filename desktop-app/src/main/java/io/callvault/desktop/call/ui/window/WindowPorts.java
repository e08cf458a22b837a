package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.ui.sound.Ringer;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.model.id.ConversationId;
import java.time.InstantSource;
import java.util.function.Function;
import javafx.scene.Node;

/**
 * What the windows of a call work with.
 *
 * @param clock the server's time, in which calls are stamped
 * @param chat makes the conversation that is shown beside the call: another feature's screen
 */
public record WindowPorts(
        CallService calls,
        UiExecutor ui,
        Theme theme,
        InstantSource clock,
        Ringer ringer,
        Function<ConversationId, Node> chat) {}
