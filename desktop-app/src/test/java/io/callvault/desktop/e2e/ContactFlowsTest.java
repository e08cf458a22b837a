package io.callvault.desktop.e2e;

import static io.callvault.desktop.e2e.TestClient.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.contact.ContactRow.State;
import io.callvault.desktop.contact.ContactService.Outcome;
import io.callvault.model.id.UserId;
import io.callvault.model.message.DeliveryState;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write to whom, and who sees whom: invites, refusals, blocks and presence between whole clients. */
class ContactFlowsTest {

    @TempDir
    private Path folder;

    private SignalingServer server;
    private TestClient ann;
    private TestClient ben;

    @BeforeEach
    void start() throws ServerStartException, ProfileException {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
        ann = new TestClient(folder.resolve("ann"), server.uri());
        ben = new TestClient(folder.resolve("ben"), server.uri());
        ann.signUp("ann");
        ben.signUp("ben");
    }

    @AfterEach
    void stop() {
        ann.close();
        ben.close();
        server.close();
    }

    @Test
    void whoCannotBeInvitedIsSaidPlainly() {
        assertThat(refusal(invite(ann, "nobody.there"))).contains("@nobody.there");
        assertThat(refusal(invite(ann, "x"))).contains("3 to 32");
        assertThat(refusal(invite(ann, "ann"))).isEqualTo("This is your own handle: enter somebody else's.");
        ann.airplaneMode(true);
        assertThat(refusal(invite(ann, "ben"))).contains("online");
        assertThat(ann.contact("ben")).isEmpty();
    }

    @Test
    void askingTwiceAsksOnce() {
        assertThat(state(invite(ann, "ben"))).isEqualTo(State.INVITED);
        assertThat(state(invite(ann, "@Ben"))).isEqualTo(State.INVITED);
        ben.until(() -> stands(ben, "ann", State.INCOMING));
        accept(ben, "ann");
        assertThat(state(invite(ann, "ben"))).isEqualTo(State.ACCEPTED);
        ann.until(() -> stands(ann, "ben", State.ACCEPTED));
        assertThat(conversations(ann)).as("with Ben and with Echo").isEqualTo(2);
        assertThat(conversations(ben)).isEqualTo(2);
    }

    @Test
    void invitesThatCrossMakeFriends() {
        CompletionStage<Outcome> one = ann.core().contacts().invite("ben");
        CompletionStage<Outcome> other = ben.core().contacts().invite("ann");
        done(one);
        done(other);
        ann.until(() -> stands(ann, "ben", State.ACCEPTED) && stands(ben, "ann", State.ACCEPTED));
        ann.until(() ->
                ann.conversation("ben").isPresent() && ben.conversation("ann").isPresent());
        ann.write("ben", "at the same time!");
        ben.shows("ann", List.of("at the same time!"));
    }

    @Test
    void declinedIsGoneOnBothSidesAndMayBeAskedAgain() {
        invite(ann, "ben");
        ben.until(() -> stands(ben, "ann", State.INCOMING));
        UserId asked = ben.contact("ann").orElseThrow().id();
        assertThat(state(done(ben.core().contacts().decline(asked)))).isEqualTo(State.NONE);
        ann.until(() -> ann.contact("ben").isEmpty() && ben.contact("ann").isEmpty());
        assertThat(refusal(done(ben.core().contacts().accept(asked)))).contains("no open invitation");

        assertThat(state(invite(ann, "ben"))).isEqualTo(State.INVITED);
        ben.until(() -> stands(ben, "ann", State.INCOMING));
        accept(ben, "ann");
        ann.until(() ->
                ann.conversation("ben").isPresent() && ben.conversation("ann").isPresent());
        ben.write("ann", "on second thought, hello");
        ann.shows("ben", List.of("on second thought, hello"));
    }

    @Test
    void aBlockedPersonKeepsTheTextAndItLeavesAfterTheBlockIsLifted() {
        ann.befriend(ben);
        ann.write("ben", "before");
        ben.shows("ann", List.of("before"));
        block(ben, "ann");
        ann.write("ben", "refused");
        ann.until(() -> failed(ann, "ben").isPresent());
        TimelineRow.Message refused = failed(ann, "ben").orElseThrow();
        assertThat(refused.failure().orElseThrow().reason()).isEqualTo("This person does not take messages from you.");
        assertThat(refused.failure().orElseThrow().retryable()).isTrue();
        assertThat(ann.texts("ben")).containsExactly("before", "refused");
        assertThat(stands(ann, "ben", State.ACCEPTED)).as("Ann is not told").isTrue();

        ann.core().chat().retry(ann.with("ben"), refused.id());
        ann.until(() -> failed(ann, "ben").isPresent());
        assertThat(ben.texts("ann")).containsExactly("before");

        assertThat(state(done(ben.core().contacts().unblock(ann.me().user())))).isEqualTo(State.ACCEPTED);
        ann.core().chat().retry(ann.with("ben"), refused.id());
        ben.shows("ann", List.of("before", "refused"));
        ann.ticks("ben", DeliveryState.DELIVERED);
    }

    @Test
    void whoBlockedIsToldSoWhenWriting() {
        ann.befriend(ben);
        block(ben, "ann");
        assertThat(refusal(invite(ben, "ann"))).isEqualTo("You blocked this person: unblock them first.");
        assertThat(refusal(invite(ann, "ben"))).isEqualTo("This person cannot be invited.");
        ben.write("ann", "to somebody I blocked");
        ben.until(() -> failed(ben, "ann").isPresent());
        assertThat(failed(ben, "ann").orElseThrow().failure().orElseThrow().reason())
                .startsWith("You blocked this person. Unblock");
    }

    @Test
    void afterAFailedMessageIsDiscardedTheNextOnesGoOn() {
        ann.befriend(ben);
        block(ben, "ann");
        ann.write("ben", "one");
        ann.write("ben", "two");
        ann.until(() -> ann.messages("ben").stream()
                .allMatch(message -> message.failure().isPresent()));
        TimelineRow.Message one = ann.messages("ben").getFirst();
        TimelineRow.Message two = ann.messages("ben").getLast();
        done(ben.core().contacts().unblock(ann.me().user()));
        ann.core().chat().discard(ann.with("ben"), one.id());
        ann.shows("ben", List.of("two"));
        ann.write("ben", "three");
        ben.shows("ann", List.of("three"));
        ann.core().chat().retry(ann.with("ben"), two.id());
        ben.shows("ann", List.of("three", "two"));
        ann.shows("ben", List.of("three", "two"));
    }

    @Test
    void aNewContactIsSeenOnlineAtOnceOnBothSides() {
        assertThat(presence(ann, ben)).isEmpty();
        ann.befriend(ben);
        ann.until(() -> online(ann, ben) && online(ben, ann));
        UserId echo = ann.contact("echo").orElseThrow().id();
        ann.until(() -> ann.core()
                .chat()
                .presence(echo)
                .filter(ChatNews.PresenceChanged::online)
                .isPresent());
    }

    @Test
    void aBlockHidesPresenceAndTypingFromBothUntilItIsLifted() throws ProfileException {
        ann.befriend(ben);
        ann.until(() -> online(ann, ben) && online(ben, ann));
        Queue<ChatNews> seenByAnn = new ConcurrentLinkedQueue<>();
        ann.core().chat().subscribe(seenByAnn::add);
        block(ben, "ann");
        ann.until(() -> !online(ann, ben) && !online(ben, ann));
        assertThat(presence(ann, ben).orElseThrow().lastSeenMs()).isZero();

        ben.core().chat().typing(ben.with("ann"));
        ben.restart(true);
        ben.online();
        ben.core().chat().typing(ben.with("ann"));
        // The answer of Echo comes after everything the server had to say before it.
        ann.write("echo", "ping");
        ann.until(() -> ann.texts("echo").stream().filter("ping"::equals).count() == 2);
        assertThat(online(ann, ben)).isFalse();
        assertThat(seenByAnn)
                .noneMatch(news -> news instanceof ChatNews.TypingChanged typing
                        && typing.conversation().equals(ann.with("ben")));

        done(ben.core().contacts().unblock(ann.me().user()));
        ann.until(() -> online(ann, ben) && online(ben, ann));
    }

    private static Outcome invite(TestClient who, String handle) {
        return done(who.core().contacts().invite(handle));
    }

    private static void accept(TestClient who, String handle) {
        UserId user = who.contact(handle).orElseThrow().id();
        assertThat(state(done(who.core().contacts().accept(user)))).isEqualTo(State.ACCEPTED);
    }

    private static void block(TestClient who, String handle) {
        UserId user = who.contact(handle).orElseThrow().id();
        assertThat(state(done(who.core().contacts().block(user)))).isEqualTo(State.BLOCKED);
    }

    private static State state(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).contact().state();
    }

    private static String refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).sentence();
    }

    private static boolean stands(TestClient who, String handle, State state) {
        return who.contact(handle).map(ContactRow::state).filter(state::equals).isPresent();
    }

    private static int conversations(TestClient who) {
        return done(who.core().chat().conversations()).size();
    }

    private static Optional<TimelineRow.Message> failed(TestClient who, String handle) {
        return who.messages(handle).stream()
                .filter(message -> message.failure().isPresent())
                .findFirst();
    }

    private static Optional<ChatNews.PresenceChanged> presence(TestClient who, TestClient other) {
        return who.core().chat().presence(other.me().user());
    }

    private static boolean online(TestClient who, TestClient other) {
        return presence(who, other).filter(ChatNews.PresenceChanged::online).isPresent();
    }
}
