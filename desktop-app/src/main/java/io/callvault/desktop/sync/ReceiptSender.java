package io.callvault.desktop.sync;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.row.DueReceipt;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.Frame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server the own watermarks, at most one frame per conversation in 500 ms. A receipt is done only when the server
 * sends it back as an event; after a reconnect those that were not are sent again. {@link #wake} from any thread, the rest
 * on the loop.
 */
final class ReceiptSender {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptSender.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int LIMIT = 200;

    private final Loop loop;
    private final Store store;
    private final ServerLink link;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Map<ConversationId, DueReceipt> sent = new HashMap<>();
    private boolean resting;
    private boolean again;

    ReceiptSender(Loop loop, Store store, ServerLink link) {
        this.loop = loop;
        this.store = store;
        this.link = link;
    }

    void wake() {
        if (woken.compareAndSet(false, true)) {
            loop.execute(() -> {
                woken.set(false);
                flush();
            });
        }
    }

    void lost() {
        sent.clear();
    }

    private void flush() {
        if (link.status() != LinkStatus.ONLINE) {
            return;
        }
        if (resting) {
            again = true;
            return;
        }
        resting = true;
        again = false;
        loop.schedule(INTERVAL, () -> {
            resting = false;
            if (again) {
                flush();
            }
        });
        var _ = store.readAsync(tx -> tx.receipts().due(LIMIT))
                .whenComplete((due, failure) -> loop.execute(() -> {
                    if (failure == null) {
                        send(due);
                    } else {
                        LOG.warn("the receipts could not be read", failure);
                    }
                }));
    }

    private void send(List<DueReceipt> due) {
        for (DueReceipt receipt : due) {
            if (!receipt.equals(sent.get(receipt.conversation()))) {
                Frame.Receipt frame =
                        new Frame.Receipt(receipt.conversation(), receipt.deliveredSeq(), receipt.readSeq());
                if (!link.send(frame)) {
                    again = true;
                    return;
                }
                sent.put(receipt.conversation(), receipt);
            }
        }
    }
}
