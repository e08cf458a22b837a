package io.callvault.desktop.calltest;

/**
 * One thing that is looked at.
 *
 * @param id stable, of lower-case letters, digits and dashes; also in reports
 * @param title for people
 */
public record Step(String id, String title, Group group) {

    /** Which part of a call a step is about, in the order shown. */
    public enum Group {
        DEVICES("Devices"),
        TRANSPORTS("Server and transports"),
        STUN("Own address (STUN)"),
        TURN("Relays (TURN)"),
        ICE("Paths (ICE)"),
        CALL("Test call"),
        BANDWIDTH("Bandwidth");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }
}
