package io.callvault.desktop.app;

import io.callvault.desktop.call.CallManager;
import io.callvault.desktop.link.ServerLink;
import io.callvault.model.wire.Frame;

/** Call frames go to the call thread, all others to the sync thread: neither waits for the other. On the link's loop. */
record FrameRouter(ServerLink.Listener sync, CallManager calls) implements ServerLink.Listener {

    @Override
    public void welcomed(Frame.Welcome welcome) {
        sync.welcomed(welcome);
        calls.linkBack();
    }

    @Override
    public void received(Frame frame) {
        if (frame instanceof Frame.Call call) {
            calls.received(call);
        } else {
            sync.received(frame);
        }
    }

    @Override
    public void head(long ev) {
        sync.head(ev);
    }

    @Override
    public void unreadable(String raw, String why) {
        sync.unreadable(raw, why);
    }

    @Override
    public void lost() {
        sync.lost();
    }
}
