package io.callvault.desktop.call;

import io.callvault.desktop.store.Done;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.StoredCall;
import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls that are over: into the log of this device, and as a line into the conversation. Any thread; nothing waits for it. */
final class CallHistory {

    private static final Logger LOG = LoggerFactory.getLogger(CallHistory.class);

    private static final String SEEN = "calls.seen";

    private final Store store;
    private final CallLines lines;

    CallHistory(Store store, CallLines lines) {
        this.store = store;
        this.lines = lines;
    }

    /** Noted at once, so that it gets its line even if the app dies; but nobody waits for the disk. */
    void begun(ConversationId conversation, boolean outgoing, Body.Call call) {
        logged(store.writeRelaxed(tx -> {
            tx.calls().begun(conversation, outgoing, call);
            return true;
        }));
    }

    void goesOn(CallId call, long seconds) {
        logged(store.writeRelaxed(tx -> {
            tx.calls().goesOn(call, seconds);
            return true;
        }));
    }

    /** @param told whether the other side may know of it, so that the conversation has a line */
    void ended(ConversationId conversation, boolean outgoing, Body.Call call, double mos, boolean told) {
        logged(store.write(tx -> {
            if (call.end() == CallEnd.GLARE) {
                tx.calls().forget(call.callId());
            } else if (!outgoing || !told || lines.callEnded(tx, conversation, call)) {
                tx.calls().ended(conversation, outgoing, call, mos);
            }
            return true;
        }));
    }

    /** Calls that ran when the app died are over. */
    CompletionStage<Done> tidy() {
        CompletionStage<Done> tidied = store.update(tx -> {
            if (tx.account().get().isEmpty()) {
                return;
            }
            for (StoredCall left : tx.calls().running()) {
                Body.Call was = left.call();
                CallEnd end = was.answered()
                        ? CallEnd.CONNECTION_LOST
                        : left.outgoing() ? CallEnd.CANCELLED : CallEnd.TIMEOUT;
                Body.Call call =
                        new Body.Call(was.callId(), was.video(), was.answered(), end, was.startedMs(), was.seconds());
                if (!left.outgoing() || lines.callEnded(tx, left.conversation(), call)) {
                    tx.calls().ended(left.conversation(), left.outgoing(), call, left.mos());
                }
            }
        });
        logged(tidied);
        return tidied;
    }

    void say(ConversationId conversation, String text) {
        lines.say(conversation, text);
    }

    void rate(CallId call, int stars) {
        logged(store.update(tx -> tx.calls().rate(call, stars)));
    }

    CompletableFuture<List<CallService.PastCall>> newest(int most) {
        return store.readAsync(tx -> tx.account().get().isEmpty()
                        ? List.<CallService.PastCall>of()
                        : tx.calls().newest(most).stream()
                                .map(CallHistory::past)
                                .toList())
                .toCompletableFuture();
    }

    CompletableFuture<Long> seenUntil() {
        return store.readAsync(CallHistory::seenUntil).toCompletableFuture();
    }

    void seen(long startedMs) {
        logged(store.update(tx -> {
            if (startedMs > seenUntil(tx)) {
                tx.settings().put(SEEN, Long.toString(startedMs));
            }
        }));
    }

    private static long seenUntil(Tx tx) throws StoreException {
        return tx.settings().get(SEEN).map(Long::parseLong).orElse(0L);
    }

    private static CallService.PastCall past(StoredCall stored) {
        Body.Call call = stored.call();
        return new CallService.PastCall(
                call.callId(),
                stored.conversation(),
                stored.person(),
                !stored.outgoing(),
                call.video(),
                call.answered(),
                call.end(),
                call.startedMs(),
                call.seconds(),
                stored.mos(),
                stored.stars());
    }

    private static void logged(CompletionStage<?> stage) {
        stage.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("a call could not be kept in the history", failure);
            }
        });
    }
}
