package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import io.callvault.signaling.testing.Person;
import io.callvault.signaling.testing.ServerProcess;
import io.callvault.signaling.testing.StubbornSender;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment loses no acknowledged message, doubles none and keeps each sender's order. */
class KillTest {

    private static final int MESSAGES_EACH = 500;
    private static final int KILLS = 5;

    @TempDir
    private Path folder;

    @Test
    void noAcknowledgedMessageIsLostDoubledOrOutOfOrder() throws Exception {
        long seed = System.nanoTime();
        System.err.println("KillTest seed " + seed);
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        ServerProcess server = ServerProcess.launch(data, 0);
        try {
            URI uri = server.ready();
            Person ada = Person.signUp(uri, "ada");
            Person ben = Person.signUp(uri, "ben");
            ConversationId conversation = ada.befriend(ben);
            StubbornSender adas = new StubbornSender(ada, conversation, MESSAGES_EACH);
            StubbornSender bens = new StubbornSender(ben, conversation, MESSAGES_EACH);
            CompletableFuture<Void> sending = CompletableFuture.allOf(
                    CompletableFuture.runAsync(adas::run), CompletableFuture.runAsync(bens::run));
            int kills = 0;
            while (kills < KILLS && !over(sending, 40 + random.nextInt(300))) {
                server.kill();
                kills++;
                server = ServerProcess.launch(data, uri.getPort());
                server.ready();
            }
            sending.get(60, TimeUnit.SECONDS);
            server.kill();
            server = ServerProcess.launch(data, uri.getPort());
            server.ready();
            System.err.println(
                    "KillTest kills " + (kills + 1) + ", found stored when resent " + (adas.dups() + bens.dups()));
            List<EventBody.MessageStored> stored = history(ben, conversation);
            assertThat(stored)
                    .extracting(EventBody.MessageStored::seq)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 2L * MESSAGES_EACH)
                            .boxed()
                            .toList());
            check(adas, ada, stored);
            check(bens, ben, stored);
            assertThat(kills).isGreaterThanOrEqualTo(2);
        } finally {
            server.close();
        }
    }

    private static boolean over(CompletableFuture<Void> sending, long afterMs) throws Exception {
        try {
            sending.get(afterMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillSending) {
            return false;
        }
    }

    /** What was acknowledged stands where the acknowledgement said, and the sender's messages stand in their order. */
    private static void check(StubbornSender sender, Person person, List<EventBody.MessageStored> stored) {
        assertThat(sender.acks()).hasSize(MESSAGES_EACH);
        for (Frame.Send send : sender.sent()) {
            Frame.Ack ack = sender.acks().get(send.clientMsgId());
            assertThat(ack).isNotNull();
            EventBody.MessageStored message = stored.get((int) ack.seq() - 1);
            assertThat(message.messageId()).isEqualTo(ack.messageId());
            assertThat(message.envelope()).isEqualTo(send.envelope());
        }
        assertThat(stored.stream()
                        .filter(message -> message.senderId().equals(person.user))
                        .map(EventBody.MessageStored::envelope))
                .containsExactlyElementsOf(
                        sender.sent().stream().map(Frame.Send::envelope).toList());
    }

    private static List<EventBody.MessageStored> history(Person person, ConversationId conversation) {
        List<EventBody.MessageStored> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            SyncApi.MessagePage page = person.get("/api/messages/sync?limit=300&conversation_id=" + conversation
                            + "&since_seq=" + (all.isEmpty() ? 0 : all.getLast().seq()))
                    .as(200, SyncApi.MessagePage.class);
            all.addAll(page.messages());
            more = page.hasMore();
        }
        return all;
    }
}
