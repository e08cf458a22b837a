package io.callvault.desktop.call;

import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoSink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** Calls as the screens use them. Every method returns at once and may be called from any thread; a wish that no longer fits the call's state has no effect. */
public interface CallService {

    /** Whether calls work on this machine, and if not, the sentence that says why; for the call buttons. */
    CallEngine.Availability availability();

    /** The call there is; empty when there is none. At most one at a time; it stays for a while after its end, with the reason. */
    Optional<CallView> current();

    /** Hears of every change of {@link #current()}, on the call thread. */
    AutoCloseable subscribe(Consumer<Optional<CallView>> changed);

    /** Calls the other person of a conversation of two. */
    void call(ConversationId conversation, boolean video);

    /** Takes the call that rings. */
    void accept(CallId call, boolean video);

    void decline(CallId call);

    /** Declines, and sends a text into the conversation. */
    void declineWith(CallId call, String text);

    /** Ends it in every state. */
    void hangUp(CallId call);

    /** Takes what is left of an ended call out of view. */
    void dismiss(CallId call);

    void mute(CallId call, boolean muted);

    void camera(CallId call, boolean on);

    /** @param source a {@link Devices.Device#id()} of {@link Devices.Found#screens()}; empty ends sharing */
    void share(CallId call, Optional<String> source);

    void volume(CallId call, int percent);

    /** The chosen devices and switches, kept over restarts and used by a running call at once. */
    CallSettings settings();

    void settings(CallSettings settings);

    /** What can be chosen. */
    Devices devices();

    /** Where pictures of the running call go; on the engine's threads. Closing takes the sink away. */
    AutoCloseable showRemote(CallId call, VideoSink sink);

    AutoCloseable showLocal(CallId call, VideoSink sink);

    /**
     * Tells how loud the own microphone is while the call runs, also while muted: −100 to 0 dBFS, about ten times a second, on the
     * engine's threads. For the level meter; closing ends it.
     */
    AutoCloseable hearLevel(CallId call, DoubleConsumer dbfs);

    /** The seconds of the running or last call, oldest first, at most 3,600; for the connection details and the report. */
    List<PeerStats> stats(CallId call);

    /** The newest calls first. */
    CompletableFuture<List<PastCall>> history(int most);

    /** Hears when the history changed, on the call thread. */
    AutoCloseable subscribeHistory(Runnable changed);

    /** When the newest call began that was looked at in the history, server time in milliseconds; 0 if none was. */
    CompletableFuture<Long> seenUntil();

    /** The history was looked at up to a call that began then; kept, and never goes back. */
    void seen(long startedMs);

    /** How it was, 1 (bad) to 5; kept with the call, on this device only. */
    void rate(CallId call, int stars);

    /**
     * A call that is over.
     *
     * @param incoming whether the other side called
     * @param answered false: missed, declined, busy or cancelled, see {@code end}
     * @param startedMs when it rang first, server time
     * @param seconds spoken; 0 if not answered
     * @param mos estimated mean opinion score of the sound received, 1.0 to 4.5; 0 if unknown
     */
    record PastCall(
            CallId callId,
            ConversationId conversationId,
            String person,
            boolean incoming,
            boolean video,
            boolean answered,
            CallEnd end,
            long startedMs,
            long seconds,
            double mos,
            int stars) {}
}
