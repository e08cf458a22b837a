package io.callvault.desktop.calltest;

/**
 * What is to be tested. Plain values: it is handed to the child process as JSON.
 *
 * @param server URL of the backend
 * @param relay whether the test call goes through a relay alone
 * @param tcp whether only relays over TCP and TLS are used, as where UDP is blocked
 * @param room {@code echo}, or the room of a test link
 * @param headlessAudio whether no device is opened: sound and picture are made by the program
 * @param talkSeconds how long the test call lasts
 */
public record CallTestOptions(
        String server, boolean relay, boolean tcp, String room, boolean headlessAudio, int talkSeconds) {

    /** The room that the Echo contact is in. */
    public static final String ECHO = "echo";

    /** As the issue asks: through the relay, to Echo, for ten seconds. */
    public static CallTestOptions of(String server) {
        return new CallTestOptions(server, true, false, ECHO, false, 10);
    }

    public CallTestOptions withHeadlessAudio(boolean now) {
        return new CallTestOptions(server, relay, tcp, room, now, talkSeconds);
    }

    public CallTestOptions withRoom(String other) {
        return new CallTestOptions(server, relay, tcp, other, headlessAudio, talkSeconds);
    }

    public CallTestOptions withTcp(boolean now) {
        return new CallTestOptions(server, relay, now, room, headlessAudio, talkSeconds);
    }

    public CallTestOptions withRelay(boolean now) {
        return new CallTestOptions(server, now, tcp, room, headlessAudio, talkSeconds);
    }

    public CallTestOptions withTalkSeconds(int seconds) {
        return new CallTestOptions(server, relay, tcp, room, headlessAudio, seconds);
    }

    /** Whether another person takes part, who may come later. */
    public boolean withPerson() {
        return !room.equals(ECHO);
    }
}
