package io.callvault.desktop.demo;

import io.callvault.desktop.app.AppWindow;
import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.contact.ui.ContactIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.StatusMark;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.pages.CallPage;
import io.callvault.desktop.pages.CallsPage;
import io.callvault.desktop.pages.ChatPage;
import io.callvault.desktop.pages.ContactsPage;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.desktop.pages.HomePage;
import io.callvault.desktop.pages.IncomingPage;
import io.callvault.desktop.pages.SignUpPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Somebody at a window: does what a person does with mouse and keyboard, and sees only what is drawn. One thread. */
final class Person {

    private static final double WIDTH = 780;
    private static final double HEIGHT = 720;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Backstage backstage;
    private final String handle;
    private final FxThread ui = new FxThread();
    private final NetworkSwitch network = new NetworkSwitch();
    private Optional<Profile> profile = Optional.empty();
    private Optional<Stage> window = Optional.empty();
    private Optional<SignUpPage> signingUp = Optional.empty();
    private Optional<IncomingPage> rings = Optional.empty();
    private Optional<CallPage> call = Optional.empty();
    private List<Stage> calls = List.of();

    Person(Backstage backstage, String handle) {
        this.backstage = backstage;
        this.handle = handle;
    }

    /** Starts the app; what was there before is read from the profile's folder. */
    void start() throws Exception {
        Profile opened = Profile.open(
                backstage.profile(handle),
                backstage.server(),
                network,
                ClientCore.Environment.real().withMedia(Faces.of(handle)));
        profile = Optional.of(opened);
        Stage stage = AppWindow.open(opened.core(), ui, backstage.server())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .stage();
        FxHarness.run(() -> {
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
        });
        window = Optional.of(stage);
    }

    /** Closes the window and ends the app. */
    void quit() {
        window.ifPresent(FxHarness::close);
        window = Optional.empty();
        profile.ifPresent(Profile::close);
        profile = Optional.empty();
    }

    void loseNetwork() {
        network.set(false);
    }

    void regainNetwork() {
        network.set(true);
    }

    /** The windows of this person that are open: the main one, then that of a call. */
    List<Scene> scenes() {
        return Stream.concat(window.stream(), calls.stream().filter(Stage::isShowing))
                .map(Stage::getScene)
                .toList();
    }

    /** Calls with video by the button above the chat. */
    void videoCall(String person) {
        FxHarness.click(stage(), CallIds.VIDEO_CALL);
        call = Optional.of(CallPage.with(person));
        calls = List.of(call.get().stage());
    }

    void seeCallOf(String person) {
        IncomingPage page = IncomingPage.from(person);
        rings = Optional.of(page);
        calls = List.of(page.stage());
    }

    /** Takes the call that rings. */
    void acceptVideo(String person) {
        rings.orElseThrow().acceptWithVideo();
        call = Optional.of(CallPage.with(person));
        calls = List.of(call.get().stage());
    }

    /** The window of the call. */
    CallPage call() {
        return call.orElseThrow();
    }

    void seeCallInHistory(String part) {
        new CallsPage(stage()).awaitNewest(part);
    }

    void seeInList(String person, String part) {
        new ConversationListPage(stage()).awaitRow(person, part);
    }

    void backToChats() {
        new HomePage(stage()).chats();
    }

    void fillIn(String name) {
        SignUpPage page = new SignUpPage(stage()).fillIn(backstage.server().toString(), name, handle);
        signingUp = Optional.of(page);
    }

    void signUp() {
        signingUp.orElseThrow().submit();
    }

    void seeRecoveryKey() {
        if (signingUp.orElseThrow().recoveryKey().isBlank()) {
            throw new AssertionError(handle + " was shown no recovery key");
        }
    }

    void keepRecoveryKey() {
        signingUp.orElseThrow().keepKey();
    }

    void chooseDark() {
        new HomePage(stage()).chooseLook("DARK");
    }

    void invite(String other) {
        contacts().invite(other);
        see(other + " is listed", () -> new ContactsPage(stage()).lists(other));
    }

    void seeInvite(String other) {
        contacts();
        see("an invite of " + other, () -> FxHarness.isShown(stage(), ContactIds.accept(other)));
    }

    void accept(String other) {
        new ContactsPage(stage()).accept(other);
    }

    /** Opens the chat with somebody from the contacts. */
    ChatPage chatWith(String other) {
        return contacts().chatWith(other);
    }

    ChatPage chat() {
        return new ChatPage(stage());
    }

    /** Does not wait for the next attempt. */
    void tryNow() {
        chat().bannerAction();
    }

    /** The texts of the whole conversation, read by scrolling through it. */
    List<String> everything() {
        return chat().everything().stream().map(ChatPage.Seen::text).toList();
    }

    /** Waits until the newest bubbles of one side read like this, each with a mark that fits. */
    void seeNewest(boolean mine, Predicate<Optional<StatusMark>> mark, String... texts) {
        ChatPage chat = chat();
        see("the newest bubbles are " + List.of(texts), () -> {
            List<ChatPage.Seen> side = chat.bubbles().stream()
                    .filter(bubble -> bubble.status().isPresent() == mine)
                    .toList();
            if (side.size() < texts.length) {
                return false;
            }
            List<ChatPage.Seen> newest = side.subList(side.size() - texts.length, side.size());
            return newest.stream().map(ChatPage.Seen::text).toList().equals(List.of(texts))
                    && newest.stream().map(ChatPage.Seen::status).allMatch(mark);
        });
    }

    private void see(String what, BooleanSupplier condition) {
        FxHarness.waitFor(handle + ": " + what, PATIENCE, condition);
    }

    private ContactsPage contacts() {
        return new HomePage(stage()).contacts();
    }

    private Stage stage() {
        return window.orElseThrow(() -> new IllegalStateException(handle + " has no window"));
    }
}
