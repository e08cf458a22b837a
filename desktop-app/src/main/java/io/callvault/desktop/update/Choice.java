package io.callvault.desktop.update;

import io.callvault.model.update.Channel;

/**
 * What the person wants.
 *
 * @param on whether updates are looked for
 */
public record Choice(boolean on, Channel channel) {

    static final Choice DEFAULT = new Choice(true, Channel.STABLE);
}
