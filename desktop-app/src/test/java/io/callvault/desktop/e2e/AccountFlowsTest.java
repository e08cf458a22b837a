package io.callvault.desktop.e2e;

import static io.callvault.desktop.e2e.TestClient.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.account.AccountService.Field;
import io.callvault.desktop.account.AccountService.Outcome;
import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.model.crypto.RecoveryKey;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.message.DeliveryState;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing up, in and out when things go wrong: one account in the end, and nothing lost. */
class AccountFlowsTest {

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private LossyLine line;
    private SignalingServer server;
    private TestClient ann;

    @BeforeEach
    void start() throws Exception {
        line = new LossyLine();
        server = SignalingServer.start(
                ServerConfig.in(folder.resolve("server")).withAudiences(List.of(line.audience())));
        line.to(server.port());
        ann = client("ann");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        line.close();
        server.close();
    }

    @Test
    void aSignUpWhoseAnswerIsLostEndsInTheSameAccount() throws ProfileException {
        line.answers(LossyLine.Answers.BREAK);
        assertThat(field(signUp("The ann", "ann"))).isEqualTo(Field.SERVER);
        assertThat(ann.core().account().state()).isEqualTo(new AccountState.Nobody());
        line.answers(LossyLine.Answers.ARRIVE);
        // A second account could not have the handle.
        assertThat(signUp("The ann", "ann")).isEqualTo(new Outcome.Done());
        ann.online();
        chats("ann");
    }

    @Test
    void aSignUpWhoseAnswerIsLostMayBeTriedAgainWithAnotherName() throws ProfileException {
        line.answers(LossyLine.Answers.BREAK);
        assertThat(field(signUp("The ann", "ann"))).isEqualTo(Field.SERVER);
        line.answers(LossyLine.Answers.ARRIVE);
        assertThat(signUp("Ann Markova", "ann")).isEqualTo(new Outcome.Done());
        ann.online();
        chats("ann");
    }

    @Test
    void twoLostAnswersDoNotMakeASecondAccount() throws ProfileException {
        line.answers(LossyLine.Answers.BREAK);
        assertThat(field(signUp("The ann", "ann"))).isEqualTo(Field.SERVER);
        // Now the server finds other words under the same keys, and its answer to the question after that is lost as
        // well.
        assertThat(field(signUp("Ann", "ann"))).isEqualTo(Field.SERVER);
        line.answers(LossyLine.Answers.ARRIVE);
        assertThat(signUp("Ann", "ann")).isEqualTo(new Outcome.Done());
        ann.online();
        chats("ann");
    }

    @Test
    void anAppThatEndsBeforeTheAnswerGoesOnWithTheSameKeys() throws ProfileException {
        line.answers(LossyLine.Answers.HANG);
        var _ = ann.core().account().signUp(line.uri(), "The ann", "ann");
        ann.until(() -> line.lost() > 0);
        ann.restart(true);
        assertThat(ann.core().account().state()).isEqualTo(new AccountState.Nobody());
        line.answers(LossyLine.Answers.ARRIVE);
        assertThat(signUp("The ann", "ann")).isEqualTo(new Outcome.Done());
        ann.online();
        chats("ann");
    }

    @Test
    void everyRefusalNamesItsFieldAndTheProfileStaysFree() throws ProfileException {
        TestClient ben = client("ben");
        ben.signUp("ben");
        assertThat(field(signUp("Ann", "ben"))).isEqualTo(Field.HANDLE);
        assertThat(field(signUp("Ann", "echo"))).isEqualTo(Field.HANDLE);
        assertThat(field(signUp("Ann", "9lives"))).isEqualTo(Field.HANDLE);
        assertThat(field(signUp("Ann", "an"))).isEqualTo(Field.HANDLE);
        assertThat(field(signUp(" ", "ann"))).isEqualTo(Field.DISPLAY_NAME);
        assertThat(field(signUp("two\nlines", "ann"))).isEqualTo(Field.DISPLAY_NAME);
        for (String wrong : List.of("ftp://127.0.0.1", "http:///path", "http://127.0.0.1:70000")) {
            assertThat(field(done(ann.core().account().signUp(URI.create(wrong), "Ann", "ann"))))
                    .isEqualTo(Field.SERVER);
        }
        assertThat(signUp("Ann", "@Ann ")).isEqualTo(new Outcome.Done());
        assertThat(ann.me().handle()).isEqualTo("ann");
    }

    @Test
    void aServerThatIsCutInTheMiddleIsTriedAgain() throws ProfileException {
        server.faults().refuseAll();
        assertThat(field(signUp("The ann", "ann"))).isEqualTo(Field.SERVER);
        assertThat(field(signUp("The ann", "ann"))).isEqualTo(Field.SERVER);
        server.faults().allowAll();
        assertThat(signUp("The ann", "ann")).isEqualTo(new Outcome.Done());
        chats("ann");
    }

    @Test
    void aWrongRecoveryKeyIsRefusedAndTheGoodOneStillWorks() throws ProfileException {
        ann.signUp("ann");
        String good = ann.core().account().recoveryKey().orElseThrow();
        TestClient laptop = client("laptop");
        String mistyped = (good.startsWith("A") ? "B" : "A") + good.substring(1);
        String shortened = good.substring(0, good.length() - 3);
        for (String wrong : List.of(mistyped, shortened, "not a key")) {
            assertThat(field(recover(laptop, wrong))).isEqualTo(Field.RECOVERY_KEY);
        }
        String unknown = RecoveryKey.format(SigningKey.generate(new SecureRandom()));
        Outcome nobody = recover(laptop, unknown);
        assertThat(field(nobody)).isEqualTo(Field.RECOVERY_KEY);
        assertThat(nobody.toString()).contains("no account with this recovery key");
        server.faults().refuseAll();
        assertThat(field(recover(laptop, good))).isEqualTo(Field.SERVER);
        server.faults().allowAll();
        laptop.recover(good);
        assertThat(laptop.me().user()).isEqualTo(ann.me().user());
        assertThat(laptop.me().device()).isNotEqualTo(ann.me().device());
    }

    @Test
    void aRecoveryThatWasCutDoesNotLeadToTheOldAccountOnSigningUp() throws ProfileException {
        ann.signUp("ann");
        String key = ann.core().account().recoveryKey().orElseThrow();
        TestClient other = client("other");
        // The keys of the account are kept by this attempt; its device never reaches the server.
        server.faults().refuseAll();
        assertThat(field(recover(other, key))).isEqualTo(Field.SERVER);
        server.faults().allowAll();
        Outcome taken = done(other.core().account().signUp(server.uri(), "Another", "ann"));
        assertThat(field(taken)).isEqualTo(Field.HANDLE);
        other.signUp("other");
        assertThat(other.me().user()).isNotEqualTo(ann.me().user());
    }

    @Test
    void threeDevicesOfTwoPeopleAgreeOnEverything() throws ProfileException {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
        List<String> texts = new ArrayList<>();
        for (String text :
                IntStream.rangeClosed(1, 120).mapToObj(i -> "old " + i).toList()) {
            texts.add(text);
            ann.write("ben", text);
        }
        ben.shows("ann", texts);
        ben.readAll("ann");
        ann.ticks("ben", DeliveryState.READ);

        TestClient laptop = client("laptop");
        laptop.recover(ann.core().account().recoveryKey().orElseThrow());
        laptop.until(() -> laptop.conversation("ben").isPresent());
        laptop.shows("ben", texts);
        laptop.ticks("ben", DeliveryState.READ);

        texts.add("from the first device");
        ann.write("ben", texts.getLast());
        laptop.shows("ben", texts);
        assertThat(laptop.messages("ben").getLast().mine()).isTrue();
        texts.add("from the laptop");
        laptop.write("ben", texts.getLast());
        ann.shows("ben", texts);
        assertThat(ann.messages("ben").getLast().mine()).isTrue();
        ben.shows("ann", texts);
        ben.readAll("ann");
        ann.ticks("ben", DeliveryState.READ);
        laptop.ticks("ben", DeliveryState.READ);

        texts.add("to both devices");
        ben.write("ann", texts.getLast());
        ann.shows("ben", texts);
        laptop.shows("ben", texts);
        ann.until(() -> unread(ann, "ben") == 1 && unread(laptop, "ben") == 1);
        laptop.readAll("ben");
        ann.until(() -> unread(ann, "ben") == 0 && unread(laptop, "ben") == 0);
        ben.ticks("ann", DeliveryState.READ);
    }

    @Test
    void signedOutAndInAgainNothingIsMissing() throws ProfileException {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
        List<String> texts = new ArrayList<>(List.of("before"));
        ann.write("ben", "before");
        ben.shows("ann", texts);
        assertThat(done(ann.core().account().signOut())).isEqualTo(new Outcome.Done());
        ann.until(() -> ann.core().account().state() instanceof AccountState.SignedOut);
        ann.until(() -> ann.core().link().status() == LinkStatus.SIGNED_OUT);
        texts.add("while Ann was out");
        ben.write("ann", texts.getLast());
        ben.until(() -> ben.messages("ann").getLast().state() == DeliveryState.SENT);

        ann.restart(true);
        assertThat(ann.core().account().state()).isInstanceOf(AccountState.SignedOut.class);
        assertThat(ann.texts("ben")).containsExactly("before");
        assertThat(ann.core().link().status()).isNotEqualTo(LinkStatus.ONLINE);
        assertThat(ann.core().chat().send(ann.with("ben"), "cannot be signed")).isPresent();

        assertThat(done(ann.core().account().signInAgain())).isEqualTo(new Outcome.Done());
        ann.online();
        ann.shows("ben", texts);
        texts.add("back again");
        ann.write("ben", texts.getLast());
        ben.shows("ann", texts);
    }

    @Test
    void whatWasWrittenOfflineBeforeSigningOutLeavesAfterSigningInAgain() throws ProfileException {
        TestClient ben = client("ben");
        ann.signUp("ann");
        ben.signUp("ben");
        ann.befriend(ben);
        ann.airplaneMode(true);
        ann.write("ben", "written before");
        ann.shows("ben", List.of("written before"));
        assertThat(done(ann.core().account().signOut())).isEqualTo(new Outcome.Done());
        ann.until(() -> ann.core().account().state() instanceof AccountState.SignedOut);
        assertThat(field(done(ann.core().account().signInAgain()))).isEqualTo(Field.SERVER);
        ann.restart(true);
        assertThat(done(ann.core().account().signInAgain())).isEqualTo(new Outcome.Done());
        ben.shows("ann", List.of("written before"));
        ann.ticks("ben", DeliveryState.DELIVERED);
    }

    @Test
    void aDeviceThatARestoredServerForgotSignsInAgainAndAForgottenAccountIsSaidSo() throws Exception {
        ann.signUp("ann");
        int port = server.port();
        Path backup = folder.resolve("backup");
        server.close();
        copy(folder.resolve("server"), backup);
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")).withPort(port));
        TestClient laptop = client("laptop");
        laptop.recover(ann.core().account().recoveryKey().orElseThrow());

        server.close();
        server = SignalingServer.start(ServerConfig.in(backup).withPort(port));
        laptop.core().networkChanged();
        laptop.until(() -> laptop.core().account().state() instanceof AccountState.SignedOut);
        assertThat(done(laptop.core().account().signInAgain())).isEqualTo(new Outcome.Done());
        laptop.online();
        assertThat(laptop.me().user()).isEqualTo(ann.me().user());

        server.close();
        server = SignalingServer.start(ServerConfig.in(folder.resolve("empty")).withPort(port));
        laptop.core().networkChanged();
        laptop.until(() -> laptop.core().account().state() instanceof AccountState.SignedOut);
        Outcome gone = done(laptop.core().account().signInAgain());
        assertThat(field(gone)).isEqualTo(Field.NONE);
        assertThat(gone.toString()).contains("no longer knows your account");
        assertThat(laptop.texts("echo")).isNotEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(from)) {
            all = files.toList();
        }
        for (Path file : all) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    private void chats(String handle) throws ProfileException {
        TestClient friend = client("friend");
        friend.signUp("friend");
        ann.befriend(friend);
        ann.write("friend", "hello");
        friend.shows(handle, List.of("hello"));
        String key = ann.core().account().recoveryKey().orElseThrow();
        TestClient second = client("second");
        second.recover(key);
        assertThat(second.me().user()).isEqualTo(ann.me().user());
    }

    private Outcome signUp(String name, String handle) {
        return done(ann.core().account().signUp(line.uri(), name, handle));
    }

    private Outcome recover(TestClient client, String key) {
        CompletionStage<Outcome> attempt = client.core().account().signInWithRecoveryKey(server.uri(), key);
        return done(attempt);
    }

    private static Field field(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Outcome.Refused refused = (Outcome.Refused) outcome;
        assertThat(refused.sentence()).matches("[A-Z].*\\.");
        return refused.field();
    }

    private static int unread(TestClient client, String handle) {
        return client.conversation(handle).orElseThrow().unread();
    }

    private TestClient client(String name) throws ProfileException {
        TestClient client = new TestClient(folder.resolve(name), server.uri());
        open.add(client);
        return client;
    }
}
