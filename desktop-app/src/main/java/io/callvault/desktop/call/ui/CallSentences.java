package io.callvault.desktop.call.ui;

import io.callvault.desktop.call.CallService.PastCall;
import io.callvault.desktop.call.CallView;
import io.callvault.model.call.CallEnd;
import java.util.Locale;

/** Calls in a person's words. Pure. */
public final class CallSentences {
    private CallSentences() {}

    /** "0:07", "3:12", "1:03:12". */
    public static String duration(long seconds) {
        long most = Math.max(0, seconds);
        long hours = most / 3600;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, most / 60 % 60, most % 60)
                : String.format(Locale.ROOT, "%d:%02d", most / 60, most % 60);
    }

    /** Where a call stands; how long it lasts once it is connected. */
    public static String status(CallView call, long nowMs) {
        return switch (call.phase()) {
            case CALLING -> "Calling…";
            case RINGING -> call.incoming() ? kind(call) : "Ringing…";
            case CONNECTING -> "Connecting…";
            case CONNECTED ->
                call.connectedAtMs()
                        .map(since -> duration((nowMs - since) / 1000))
                        .orElse("Connected");
            case RECONNECTING -> "Reconnecting…";
            case ENDED -> call.end().map(end -> title(end, call.incoming())).orElse("Call ended");
        };
    }

    /** What rings. */
    public static String kind(CallView call) {
        return call.video() ? "Incoming video call" : "Incoming call";
    }

    /** How a call ended, in a few words. */
    public static String title(CallEnd end, boolean incoming) {
        return switch (end) {
            case HUNG_UP, GLARE, REFUSED, OTHER -> "Call ended";
            case CANCELLED -> incoming ? "Missed call" : "Call cancelled";
            case DECLINED -> incoming ? "Call declined" : "Not now";
            case BUSY -> "Busy";
            case TIMEOUT -> incoming ? "Missed call" : "No answer";
            case ANSWERED_ELSEWHERE -> "Answered elsewhere";
            case NO_CONNECTION -> "Could not connect";
            case CONNECTION_LOST -> "Connection lost";
            case NOT_AUTHENTIC -> "This call was not safe";
            case UNAVAILABLE -> "Cannot be reached";
            case MEDIA_FAILED -> "Call could not be made";
        };
    }

    /** Why, and what to do; empty where the title says it all. */
    public static String reason(CallEnd end, boolean incoming) {
        return switch (end) {
            case HUNG_UP, CANCELLED -> "";
            case DECLINED -> incoming ? "" : "The call was declined. You can write a message instead.";
            case BUSY -> "The other side is in another call. Try again in a few minutes.";
            case TIMEOUT -> incoming ? "" : "Nobody answered within a minute. You can write a message instead.";
            case GLARE -> "You called each other at the same moment: the other call goes on.";
            case ANSWERED_ELSEWHERE -> "Another of your devices took this call.";
            case NO_CONNECTION ->
                "No way was found between the two devices. Try again, or let Settings, “Test my connection” look for the cause.";
            case CONNECTION_LOST ->
                "The network went away and did not come back in time. Call again when you are back online.";
            case NOT_AUTHENTIC ->
                "The other device could not prove that it belongs to this person. Nothing you said or showed was sent, and nothing"
                        + " was played. Somebody may be trying to listen in: ask this person in another way before you call"
                        + " again.";
            case REFUSED ->
                "The other side's app sent something that this one does not accept. Both may need an update.";
            case UNAVAILABLE -> "The other side cannot be reached, or does not take calls now.";
            case MEDIA_FAILED ->
                "The microphone, the camera or the sound of this computer failed. Look at the devices in Settings, “Calls”.";
            case OTHER -> "The other side ended it for a reason that this version does not know.";
        };
    }

    /** What the person should be told now. */
    public static String hint(CallView.Hint hint) {
        return switch (hint) {
            case MUTED_AND_TALKING -> "You are muted. Press M to be heard.";
            case MICROPHONE_SILENT -> "Nothing comes from your microphone. Choose another one?";
            case VIDEO_OFF_FOR_SOUND -> "Your picture is paused so that the sound stays good";
            case OTHER_VIDEO_OFF_FOR_SOUND -> "The other side's picture is paused so that the sound stays good";
            case CAMERA_FAILED -> "The camera cannot be used. Does another app use it?";
            case MICROPHONE_FAILED -> "The microphone cannot be used. Choose another one?";
            case SHARE_FAILED -> "The screen could not be shared";
        };
    }

    /** Whose network it is; empty while all is well. */
    public static String quality(CallView.Quality quality) {
        if (quality.bars() >= 3) {
            return "";
        }
        return switch (quality.reason()) {
            case OWN_NETWORK -> "Your network is weak";
            case OTHER_NETWORK -> "Weak network on the other side";
            case FINE, UNKNOWN -> "Weak connection";
        };
    }

    /** For a screen reader: "Connection: 3 of 4 bars". */
    public static String bars(CallView.Quality quality) {
        String why = quality(quality);
        return "Connection: " + quality.bars() + " of 4 bars" + (why.isEmpty() ? "" : ", " + why);
    }

    /** A past call: "Missed video call", "Outgoing call", "No answer". */
    public static String past(PastCall call) {
        String kind = call.video() ? "video call" : "call";
        if (call.answered()) {
            return (call.incoming() ? "Incoming " : "Outgoing ") + kind;
        }
        if (call.incoming()) {
            return switch (call.end()) {
                case DECLINED -> "Declined " + kind;
                case ANSWERED_ELSEWHERE -> "Answered on another device";
                case NOT_AUTHENTIC -> "Not safe: " + kind + " refused";
                default -> "Missed " + kind;
            };
        }
        return switch (call.end()) {
            case CANCELLED, HUNG_UP -> "Cancelled " + kind;
            case DECLINED -> "Outgoing " + kind + ", declined";
            case BUSY -> "Outgoing " + kind + ", busy";
            case NOT_AUTHENTIC -> "Not safe: " + kind + " refused";
            case TIMEOUT, UNAVAILABLE, ANSWERED_ELSEWHERE, GLARE -> "Outgoing " + kind + ", no answer";
            case NO_CONNECTION, CONNECTION_LOST, REFUSED, MEDIA_FAILED, OTHER -> "Outgoing " + kind + ", failed";
        };
    }

    /** Whether the person should have taken it and did not. */
    public static boolean missed(PastCall call) {
        return call.incoming()
                && !call.answered()
                && call.end() != CallEnd.DECLINED
                && call.end() != CallEnd.ANSWERED_ELSEWHERE;
    }

    /** Bars of a past call by its mean opinion score (ITU-T P.800.1: 4 is good, 3 fair, 2 poor); 0 if unknown. */
    public static int barsOf(double mos) {
        if (mos <= 0) {
            return 0;
        }
        return mos >= 3.9 ? 4 : mos >= 3.4 ? 3 : mos >= 2.8 ? 2 : 1;
    }
}
