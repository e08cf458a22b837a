package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.TimelineRow;

/** One line of the timeline as it is drawn: a row of the conversation, or what the screen puts between rows. */
sealed interface Line {
    /** Stays the same while the line's content changes. */
    String key();

    /** Where a day begins. */
    record Day(String key, String words) implements Line {}

    /** Above the first message that was unread when the conversation was opened. */
    record Unread() implements Line {
        @Override
        public String key() {
            return "unread";
        }
    }

    /**
     * A message.
     *
     * @param first of those one person wrote in a row
     * @param last of them
     * @param time already formatted
     * @param named whether the sender's name is needed (groups)
     */
    record Message(TimelineRow.Message row, boolean first, boolean last, String time, boolean named) implements Line {
        @Override
        public String key() {
            return row.key();
        }
    }

    /**
     * In place of messages that are not on this device.
     *
     * @param loading whether they are being asked for
     */
    record Gap(TimelineRow.Gap row, boolean loading) implements Line {
        @Override
        public String key() {
            return row.key();
        }
    }

    /** In place of a message that this version cannot read. */
    record Unreadable(TimelineRow.Unreadable row) implements Line {
        @Override
        public String key() {
            return row.key();
        }
    }
}
