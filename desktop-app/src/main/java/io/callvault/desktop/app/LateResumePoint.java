package io.callvault.desktop.app;

import io.callvault.desktop.link.Position;
import io.callvault.desktop.link.ServerLink;

/** Joins link and sync, which need each other: asked only once the link connects, when it has long been set. */
final class LateResumePoint implements ServerLink.ResumePoint {

    private volatile ServerLink.ResumePoint point = () -> Position.START;

    void is(ServerLink.ResumePoint other) {
        point = other;
    }

    @Override
    public Position position() {
        return point.position();
    }
}
