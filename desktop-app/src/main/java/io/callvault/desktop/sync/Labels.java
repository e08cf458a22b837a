package io.callvault.desktop.sync;

import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Limits;

/**
 * Names as they may be shown and kept, whatever the server let through: one line of at most {@link Limits#MAX_NAME_CHARS}
 * UTF-16 units, without controls that would turn the text around them (Unicode UAX #9, section 2). Pure.
 */
final class Labels {

    private Labels() {}

    static EventBody.Profile of(EventBody.Profile told) {
        String handle = line(told.handle());
        String name = line(told.displayName());
        return new EventBody.Profile(
                told.userId(), handle, name.isBlank() ? handle : name, told.identityKey(), told.devices());
    }

    static EventBody.Device of(EventBody.Device told) {
        return new EventBody.Device(
                told.userId(),
                told.deviceId(),
                line(told.name()),
                told.deviceKey(),
                told.createdMs(),
                told.certificate());
    }

    static String line(String told) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < told.length(); ) {
            int point = told.codePointAt(at);
            int units = Character.charCount(point);
            if (line.length() + units > Limits.MAX_NAME_CHARS) {
                break;
            }
            if (!breaksTheLine(point)) {
                line.appendCodePoint(point);
            }
            at += units;
        }
        return line.toString();
    }

    private static boolean breaksTheLine(int point) {
        return Character.isISOControl(point)
                || point == 0x2028
                || point == 0x2029
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }
}
