package io.callvault.desktop.vault;

import java.util.Optional;

/** What stands between the files of a profile and somebody who copies them. */
public enum Protection {
    PASSPHRASE(1),
    OS_KEY_STORE(2),
    KEY_FILE(3);

    private final int code;

    Protection(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<Protection> of(int code) {
        for (Protection each : values()) {
            if (each.code == code) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What it cannot do, as a sentence for the settings; empty where nothing needs to be said. */
    public Optional<String> caution() {
        return this == KEY_FILE
                ? Optional.of(
                        "The key lies in a file that only your user account can read: whoever copies the whole profile,"
                                + " or is an administrator of this computer, can read it. Set a passphrase to prevent that.")
                : Optional.empty();
    }
}
