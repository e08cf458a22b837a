package io.callvault.desktop.call.ui;

import io.callvault.model.id.CallId;
import java.util.Locale;

/** Node ids of the call screens: a promise to outside test suites (docs/ui-test-ids.md). */
public final class CallIds {
    public static final String CALL = "call-button";
    public static final String VIDEO_CALL = "video-call-button";

    public static final String PAGE = "calls-screen";
    public static final String HISTORY = "call-history";
    public static final String NO_CALLS = "no-calls";
    public static final String FILTER_ALL = "calls-all";
    public static final String FILTER_MISSED = "calls-missed";

    public static final String INCOMING = "incoming-call";
    public static final String INCOMING_NAME = "incoming-name";
    public static final String INCOMING_KIND = "incoming-kind";
    public static final String ACCEPT = "accept-call";
    public static final String ACCEPT_VIDEO = "accept-video-call";
    public static final String DECLINE = "decline-call";
    public static final String REPLY = "reply-to-call";
    public static final String REPLY_TEXT = "reply-text";
    public static final String REPLY_SEND = "reply-send";

    public static final String WINDOW = "call-window";
    public static final String NAME = "call-name";
    public static final String STATUS = "call-status";
    public static final String QUALITY = "call-quality";
    public static final String HINT = "call-hint";
    public static final String MICROPHONE = "call-microphone";
    public static final String CAMERA = "call-camera";
    public static final String SHARE = "call-share";
    public static final String DEVICES = "call-devices";
    public static final String CHAT = "call-chat";
    public static final String DETAILS = "call-details";
    public static final String FULL_SCREEN = "call-full-screen";
    public static final String SMALL = "call-small-window";
    public static final String HANG_UP = "call-hang-up";
    public static final String REMOTE_VIDEO = "call-remote-video";
    public static final String OWN_VIDEO = "call-own-video";
    public static final String DEVICES_MENU = "call-devices-menu";
    public static final String SHARE_MENU = "call-share-menu";
    public static final String VOLUME = "call-volume";
    public static final String LEVEL = "call-microphone-level";
    public static final String DETAILS_PANE = "call-details-pane";
    public static final String CHAT_PANE = "call-chat-pane";
    public static final String ENDED = "call-ended";
    public static final String END_TITLE = "call-end-title";
    public static final String END_REASON = "call-end-reason";
    public static final String WARNING = "call-not-authentic";
    public static final String AGAIN = "call-again";
    public static final String CLOSE = "call-close";
    public static final String SURVEY = "call-survey";

    public static final String SETTINGS = "call-settings";
    public static final String SETTINGS_UNAVAILABLE = "call-settings-unavailable";

    private CallIds() {}

    /** A row of the history. */
    public static String past(CallId call) {
        return "past-call-" + call;
    }

    /** Its button that calls back. */
    public static String callBack(CallId call) {
        return "call-back-" + call;
    }

    /** Its button that shows and hides what else is known. */
    public static String pastDetails(CallId call) {
        return "past-call-details-" + call;
    }

    /** @param number of the ready answer, from 1 */
    public static String preset(int number) {
        return "reply-preset-" + number;
    }

    /** @param stars 1 to 5 */
    public static String star(int stars) {
        return "call-survey-" + stars;
    }

    /** @param kind "microphone", "speaker" or "camera", in the call's window */
    public static String choice(String kind) {
        return "call-choice-" + kind;
    }

    /** @param kind as for {@link #choice}, on the settings page */
    public static String setting(String kind) {
        return "call-setting-" + kind.toLowerCase(Locale.ROOT);
    }

    /** @param number of the screen that can be shared, from 1 */
    public static String screen(int number) {
        return "call-screen-" + number;
    }

    /** A figure of the running call's details: "loss", "jitter", "round-trip", "bitrate", "path". */
    public static String figure(String name) {
        return "call-figure-" + name;
    }
}
