package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile;
import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.chat.ConversationRow;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.contact.ContactService;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.DeliveryState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A client as a person uses it, without the window: sign up, write, look, lose the network, close, start again. */
public final class TestClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int PAGE = 200;

    private final Path profile;
    private final URI server;
    private final ClientCore.Environment environment;
    private Profile opened;
    private boolean running = true;

    public TestClient(Path profile, URI server) throws ProfileException {
        this(profile, server, ClientCore.Environment.real());
    }

    /**
     * @param environment the machine it runs on
     */
    public TestClient(Path profile, URI server, ClientCore.Environment environment) throws ProfileException {
        this.profile = profile;
        this.server = server;
        this.environment = environment;
        this.opened = open(true);
    }

    public ClientCore core() {
        return opened.core();
    }

    public void signUp(String handle) {
        accepted(core().account().signUp(server, "The " + handle, handle));
        online();
    }

    public void recover(String recoveryKey) {
        accepted(core().account().signInWithRecoveryKey(server, recoveryKey));
        online();
    }

    public AccountState.Me me() {
        return core().account().state() instanceof AccountState.SignedIn(var me) ? me : failNobody();
    }

    public void online() {
        until(() -> core().link().status() == LinkStatus.ONLINE);
    }

    public void airplaneMode(boolean on) {
        core().network().set(!on);
    }

    /** Asks, and waits until the other one has accepted. */
    public void befriend(TestClient other) {
        String handle = other.me().handle();
        assertThat(done(core().contacts().invite(handle))).isInstanceOf(ContactService.Outcome.Done.class);
        until(() -> other.contact(me().handle()).isPresent());
        ContactRow asked = other.contact(me().handle()).orElseThrow();
        assertThat(done(other.core().contacts().accept(asked.id()))).isInstanceOf(ContactService.Outcome.Done.class);
        until(() -> conversation(handle).isPresent()
                && other.conversation(me().handle()).isPresent());
    }

    public Optional<ContactRow> contact(String handle) {
        return done(core().contacts().contacts()).stream()
                .filter(contact -> contact.handle().equals(handle))
                .findFirst();
    }

    public Optional<ConversationRow> conversation(String handle) {
        return done(core().chat().conversations()).stream()
                .filter(row -> row.members().stream().anyMatch(m -> m.handle().equals(handle)))
                .findFirst();
    }

    public ConversationId with(String handle) {
        return conversation(handle).orElseThrow().id();
    }

    public void write(String handle, String text) {
        assertThat(core().chat().send(with(handle), text)).isEmpty();
    }

    /** Everything in the conversation, oldest first. */
    public List<TimelineRow.Message> messages(String handle) {
        ConversationId conversation = with(handle);
        ChatService.Page page = done(core().chat().latest(conversation, PAGE));
        List<TimelineRow> rows = new ArrayList<>(page.rows());
        while (!page.atStart() && !page.rows().isEmpty()) {
            page = done(core().chat().before(conversation, rows.getFirst().order(), PAGE));
            rows.addAll(0, page.rows());
        }
        return rows.stream()
                .filter(TimelineRow.Message.class::isInstance)
                .map(TimelineRow.Message.class::cast)
                .toList();
    }

    public List<String> texts(String handle) {
        return messages(handle).stream()
                .map(row -> row.body() instanceof Body.Text(String text) ? text : "?")
                .toList();
    }

    /** Waits until the conversation shows exactly these texts. */
    public void shows(String handle, List<String> texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts(handle)).isEqualTo(texts));
    }

    /** Waits until all own messages there have come that far. */
    public void ticks(String handle, DeliveryState state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages(handle).stream()
                                .filter(TimelineRow.Message::mine)
                                .map(TimelineRow.Message::state))
                        .isNotEmpty()
                        .containsOnly(state));
    }

    public void readAll(String handle) {
        core().chat().markRead(with(handle), messages(handle).getLast().seq());
    }

    public void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }

    /** Closes the app and starts it again on the same profile. */
    public void restart(boolean online) throws ProfileException {
        close();
        opened = open(online);
        running = true;
    }

    @Override
    public void close() {
        if (running) {
            running = false;
            opened.close();
        }
    }

    private Profile open(boolean online) throws ProfileException {
        NetworkSwitch network = new NetworkSwitch();
        network.set(online);
        return Profile.open(profile, server, network, environment);
    }

    private void accepted(CompletionStage<AccountService.Outcome> attempt) {
        assertThat(done(attempt)).isEqualTo(new AccountService.Outcome.Done());
        until(() -> core().account().state() instanceof AccountState.SignedIn);
    }

    private static AccountState.Me failNobody() {
        throw new AssertionError("nobody is signed in");
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
