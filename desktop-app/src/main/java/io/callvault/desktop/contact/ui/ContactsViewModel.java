package io.callvault.desktop.contact.ui;

import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.contact.ContactService;
import io.callvault.desktop.contact.ContactService.Outcome;
import io.callvault.desktop.contact.InviteLink;
import io.callvault.desktop.fx.KeyedList;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.desktop.news.Subscription;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The people one knows: those who wait for an answer first. User-interface thread. */
public final class ContactsViewModel implements AutoCloseable {
    /** What came of the last attempt. */
    record Result(boolean good, String sentence) {
        static final Result NONE = new Result(true, "");
    }

    private static final Logger LOG = LoggerFactory.getLogger(ContactsViewModel.class);

    private final ContactService contacts;
    private final UiExecutor ui;
    private final Consumer<ConversationId> openChat;
    private final KeyedList<ContactRow> shown = new KeyedList<>(ContactRow::id);
    private final StringProperty handle = new SimpleStringProperty(this, "handle", "");
    private final BooleanProperty busy = new SimpleBooleanProperty(this, "busy");
    private final IntegerProperty incoming = new SimpleIntegerProperty(this, "incoming");
    private final ObjectProperty<Result> result = new SimpleObjectProperty<>(this, "result", Result.NONE);
    /** What the last link put into the field: another link takes it away, but not what a person wrote. */
    private String filledIn = "";

    private final StringProperty link = new SimpleStringProperty(this, "link", "");
    private final Subscription news;

    /** @param openChat shows a conversation: chats are another feature's screen */
    public ContactsViewModel(ContactService contacts, UiExecutor ui, Consumer<ConversationId> openChat) {
        this.contacts = contacts;
        this.ui = ui;
        this.openChat = openChat;
        news = contacts.subscribe(rows -> ui.execute(() -> take(rows)));
        contacts.contacts()
                .whenComplete((rows, problem) -> ui.execute(() -> {
                    if (rows == null) {
                        LOG.warn("the contacts could not be read", problem);
                    } else {
                        take(rows);
                    }
                }));
    }

    ObservableList<ContactRow> shown() {
        return shown;
    }

    StringProperty handleProperty() {
        return handle;
    }

    /** What the link that was opened asks for, or what is wrong with it; visible ASCII and spaces. Empty if there is none. */
    StringProperty linkProperty() {
        return link;
    }

    BooleanProperty busyProperty() {
        return busy;
    }

    ObjectProperty<Result> resultProperty() {
        return result;
    }

    /** How many wait for an answer, for the rail. */
    public IntegerProperty incomingProperty() {
        return incoming;
    }

    /**
     * A link was opened: what it says is put into the field, and the person is asked. Nothing is sent before they click.
     *
     * @param opened empty if it is no link that we know
     * @param here the server this person is signed in on
     */
    public void opened(Optional<InviteLink> opened, URI here) {
        result.set(Result.NONE);
        if (handle.get().equals(filledIn)) {
            handle.set("");
        }
        filledIn = "";
        if (opened.isEmpty()) {
            link.set(
                    "The link that was opened is not an invitation that this version of Call Vault understands. Ask for"
                            + " the handle, and write it here.");
            return;
        }
        InviteLink invite = opened.get();
        if (invite.isOn(here)) {
            filledIn = invite.handle();
            handle.set(filledIn);
            link.set("A link asks you to chat with @" + invite.handle()
                    + ". If you want to, click Invite: nothing is sent before.");
        } else {
            link.set("The link is for @" + invite.handle() + " on "
                    + invite.server().map(URI::toString).orElse("another server") + ", and you are signed in on " + here
                    + ". Who has this handle there may be somebody else here: nobody was invited.");
        }
    }

    void invite() {
        String typed = handle.get().strip().toLowerCase(Locale.ROOT);
        String wanted = typed.startsWith("@") ? typed.substring(1) : typed;
        if (busy.get() || wanted.isEmpty()) {
            return;
        }
        link.set("");
        ask(contacts.invite(wanted), done -> {
            if (link.get().isEmpty()) {
                handle.set("");
            }
            return done.state() == ContactRow.State.ACCEPTED
                    ? "You and " + done.displayName() + " can chat now."
                    : "Invited " + done.displayName() + ". You can chat once the invite is accepted.";
        });
    }

    void accept(UserId user) {
        ask(contacts.accept(user), done -> "You and " + done.displayName() + " can chat now.");
    }

    void decline(UserId user) {
        ask(contacts.decline(user), done -> "Declined.");
    }

    void block(UserId user) {
        ask(contacts.block(user), done -> "Blocked " + done.displayName() + ".");
    }

    void unblock(UserId user) {
        ask(contacts.unblock(user), done -> "Unblocked " + done.displayName() + ".");
    }

    /** Opens the chat with somebody, if there is one. */
    void chat(ContactRow row) {
        row.conversation().ifPresent(openChat);
    }

    /** Stops listening. */
    @Override
    public void close() {
        news.close();
    }

    private void ask(CompletionStage<Outcome> stage, Function<ContactRow, String> words) {
        busy.set(true);
        result.set(Result.NONE);
        stage.whenComplete((outcome, failure) -> ui.execute(() -> {
            busy.set(false);
            switch (outcome) {
                case Outcome.Done done -> result.set(new Result(true, words.apply(done.contact())));
                case Outcome.Refused refused -> result.set(new Result(false, refused.sentence()));
                case null -> {
                    LOG.warn("a change of the contacts ended without an answer", failure);
                    result.set(new Result(false, "Something went wrong on this device. Try again."));
                }
            }
        }));
    }

    private void take(List<ContactRow> rows) {
        incoming.set((int) rows.stream()
                .filter(row -> row.state() == ContactRow.State.INCOMING)
                .count());
        shown.become(rows.stream()
                .sorted(Comparator.comparingInt((ContactRow row) -> rank(row.state()))
                        .thenComparing(row -> row.displayName().toLowerCase(Locale.ROOT))
                        .thenComparing(ContactRow::handle))
                .toList());
    }

    private static int rank(ContactRow.State state) {
        return switch (state) {
            case INCOMING -> 0;
            case ACCEPTED -> 1;
            case INVITED -> 2;
            case BLOCKED -> 3;
            case NONE -> 4;
        };
    }
}
