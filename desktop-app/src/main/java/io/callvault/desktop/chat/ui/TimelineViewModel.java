package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ChatNews;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.chat.ConversationRow;
import io.callvault.desktop.chat.TimelineRow;
import io.callvault.desktop.fx.KeyedList;
import io.callvault.desktop.fx.UiExecutor;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The timeline of the open conversation: loads pages both ways, takes news in, and says what was really read. User-interface thread. */
final class TimelineViewModel {
    /** What the view does when the view model asks for a place. */
    interface Scroller {
        void toEnd();

        /** @param place of the line's top: 0 at the top of the view, 1 at its bottom */
        void to(int line, double place);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TimelineViewModel.class);
    private static final int PAGE = 60;
    /** So many read messages stand above the first unread one when a conversation opens there. */
    private static final int CONTEXT = 20;

    /** More rows than a screen shows. */
    private static final int AROUND = 60;

    private final ChatService chat;
    private final UiExecutor ui;
    private final Lines maker;
    private final KeyedList<Line> lines = new KeyedList<>(Line::key);
    private final BooleanProperty stickToEnd = new SimpleBooleanProperty(this, "stickToEnd", true);
    private final IntegerProperty unread = new SimpleIntegerProperty(this, "unread");
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active", false);
    private final RowWindow window = new RowWindow();
    private final EarlyNews early = new EarlyNews();
    private Scroller scroller = new Scroller() {
        @Override
        public void toEnd() {}

        @Override
        public void to(int line, double place) {}
    };

    private Consumer<TimelineRow.Message> onEdit = row -> {};
    private Consumer<TimelineRow.Message> onCallBack = row -> {};
    private Consumer<String> onProblem = sentence -> {};
    private Optional<String> filling = Optional.empty();
    private @Nullable ConversationId open;
    private ConversationKind kind = ConversationKind.DIRECT;
    private Optional<Long> unreadAfter = Optional.empty();
    private long readSeq;
    private int lastReadable = -1;
    private int epoch;
    private Optional<Ahead> ahead = Optional.empty();
    private boolean loading;
    private boolean starting;

    TimelineViewModel(ChatService chat, UiExecutor ui, ChatTimes times) {
        this.chat = chat;
        this.ui = ui;
        maker = new Lines(times);
        active.addListener((source, before, now) -> tellRead());
    }

    ObservableList<Line> lines() {
        return lines;
    }

    /** Whether the newest rows are loaded, so that the view may follow new ones. */
    BooleanProperty stickToEndProperty() {
        return stickToEnd;
    }

    /** Unread messages of the open conversation. */
    IntegerProperty unreadProperty() {
        return unread;
    }

    /** Whether a person can see the screen; nothing is marked read while not. */
    BooleanProperty activeProperty() {
        return active;
    }

    void setScroller(Scroller scroller) {
        this.scroller = scroller;
    }

    /** Begins to read the newest rows of a conversation that will open as soon as more is known about it. */
    void readAhead(ConversationId id) {
        ahead = Optional.of(new Ahead(id, chat.latest(id, PAGE)));
    }

    /** The conversation did not open: what was read is out of date when it does. */
    void forgetAhead() {
        ahead = Optional.empty();
    }

    /** Rows that were read before their conversation was open. */
    private record Ahead(ConversationId id, CompletionStage<ChatService.Page> page) {}

    /** Shows a conversation: at its first unread message, or at the end. */
    void open(ConversationRow row) {
        Optional<CompletionStage<ChatService.Page>> read =
                ahead.filter(one -> one.id().equals(row.id())).map(Ahead::page);
        forgetAhead();
        open = row.id();
        kind = row.kind();
        readSeq = row.readSeq();
        unread.set(row.unread());
        unreadAfter = row.unread() > 0 ? Optional.of(row.readSeq()) : Optional.empty();
        lastReadable = -1;
        boolean far = row.unread() > PAGE - CONTEXT;
        start(
                far
                        ? chat.after(row.id(), Math.max(0, row.readSeq() - CONTEXT), PAGE)
                        : read.orElseGet(() -> chat.latest(row.id(), PAGE)),
                () -> {
                    int line = unreadAfter.isEmpty() ? -1 : lines.indexOf(new Line.Unread());
                    if (line >= 0) {
                        scroller.to(line, 0.2);
                    } else {
                        scroller.toEnd();
                    }
                });
    }

    void close() {
        epoch++;
        open = null;
        lines.clear();
    }

    /** Takes the conversation's own counts over. */
    void changed(ConversationRow row) {
        if (row.id().equals(open)) {
            readSeq = Math.max(readSeq, row.readSeq());
            unread.set(row.unread());
        }
    }

    /** Takes all rows of one frame in, and draws them once. */
    void changed(List<ChatNews.RowsChanged> batch) {
        // What was read ahead may not hold them yet: then it is read again.
        ahead = ahead.filter(
                one -> batch.stream().noneMatch(news -> news.conversation().equals(one.id())));
        List<ChatNews.RowsChanged> mine =
                batch.stream().filter(news -> news.conversation().equals(open)).toList();
        if (mine.isEmpty()) {
            return;
        }
        if (loading) {
            // The page may have been read before or after: applied again behind it, the newest state wins.
            early.add(mine);
        }
        if (starting) {
            return;
        }
        boolean ownNew = mine.stream().flatMap(news -> news.rows().stream()).anyMatch(this::isOwnNew);
        window.merge(mine, readsOld());
        draw();
        if (ownNew) {
            toNewest();
        }
    }

    private boolean isOwnNew(TimelineRow row) {
        return row instanceof TimelineRow.Message message
                && message.mine()
                && message.seq() == 0
                && lines.stream().noneMatch(line -> line.key().equals(message.key()));
    }

    /** The view is near its top. */
    void loadOlder() {
        ConversationId id = open;
        if (id != null && !loading && !window.atStart()) {
            load(chat.before(id, window.firstOrder(), PAGE), window::addOlder);
        }
    }

    /** The view is near its bottom. */
    void loadNewer() {
        ConversationId id = open;
        if (id != null && !loading && !window.atEnd()) {
            load(chat.after(id, window.lastOrder(), PAGE), window::addNewer);
        }
    }

    /** Goes to the newest message, which may have to be loaded. */
    void toNewest() {
        ConversationId id = open;
        if (window.atEnd() || id == null) {
            scroller.toEnd();
        } else {
            start(chat.latest(id, PAGE), scroller::toEnd);
        }
    }

    /** Everything may be other than before: reads again what is shown, and stays where it is shown. */
    void reread() {
        forgetAhead();
        ConversationId id = open;
        if (id == null) {
            return;
        }
        if (window.atEnd() && lastReadable >= lines.size() - 1) {
            start(chat.latest(id, PAGE), scroller::toEnd);
        } else {
            start(chat.after(id, placeAbove(lastReadable - AROUND), 3 * AROUND), () -> {});
        }
    }

    /** The order below that of the line there, or of the next message above it. */
    private long placeAbove(int line) {
        for (int i = Math.min(line, lines.size() - 1); i >= 0; i--) {
            if (lines.get(i) instanceof Line.Message message) {
                return message.row().order() - 1;
            }
        }
        return window.atStart() ? 0 : window.firstOrder() - 1;
    }

    /** The last line a person can read now. */
    void readable(int last) {
        lastReadable = last;
        tellRead();
    }

    void retry(ClientMessageId message) {
        if (open != null) {
            chat.retry(open, message);
        }
    }

    void discard(ClientMessageId message) {
        if (open != null) {
            chat.discard(open, message);
        }
    }

    /** Asks again for what is missing. */
    void fill(TimelineRow.Gap gap) {
        if (gap.conversation().equals(open) && !loading) {
            filling = Optional.of(gap.key());
            draw();
            load(chat.before(gap.conversation(), gap.toSeq() + 1, PAGE), page -> {
                boolean still = page.rows().stream().anyMatch(row -> row.key().equals(gap.key()));
                window.merge(
                        List.of(new ChatNews.RowsChanged(
                                gap.conversation(), page.rows(), still ? List.of() : List.of(gap.key()))),
                        readsOld());
            });
        }
    }

    /** Whether it can still be changed: one's own, with the server, and not taken back. */
    boolean canChange(TimelineRow.Message row) {
        TimelineRow.Flags flags = row.flags();
        return row.mine() && row.seq() > 0 && row.failure().isEmpty() && !flags.deleted() && !flags.localOnly();
    }

    /** What edits a message: the composer. */
    void setOnEdit(Consumer<TimelineRow.Message> action) {
        onEdit = action;
    }

    void edit(TimelineRow.Message row) {
        onEdit.accept(row);
    }

    /** What says that a change was refused. */
    void setOnProblem(Consumer<String> action) {
        onProblem = action;
    }

    /** What calls the person of the open conversation; the row is the call that was. */
    void setOnCallBack(Consumer<TimelineRow.Message> action) {
        onCallBack = action;
    }

    void callBack(TimelineRow.Message row) {
        onCallBack.accept(row);
    }

    void deleteForEveryone(ClientMessageId message) {
        if (open != null) {
            chat.deleteForEveryone(open, message)
                    .whenComplete((refusal, failure) -> ui.execute(() -> {
                        if (refusal == null) {
                            LOG.warn("a message could not be deleted", failure);
                            onProblem.accept("The message could not be deleted. Try again in a moment.");
                        } else {
                            refusal.ifPresent(onProblem);
                        }
                    }));
        }
    }

    /** The newest message that the author can still change; empty unless the newest ones are loaded. */
    Optional<TimelineRow.Message> newestOwn() {
        return window.atEnd()
                ? window.rows().reversed().stream()
                        .filter(TimelineRow.Message.class::isInstance)
                        .map(TimelineRow.Message.class::cast)
                        .filter(row -> canChange(row) && row.body() instanceof Body.Text)
                        .findFirst()
                : Optional.empty();
    }

    /** A message of one's own was written: what came before it is read. */
    void wrote() {
        unreadAfter = Optional.empty();
        draw();
    }

    private void tellRead() {
        ConversationId id = open;
        if (!active.get() || id == null || starting) {
            return;
        }
        for (int i = Math.min(lastReadable, lines.size() - 1); i >= 0; i--) {
            if (lines.get(i) instanceof Line.Message line && line.row().seq() > 0) {
                if (line.row().seq() > readSeq) {
                    readSeq = line.row().seq();
                    chat.markRead(id, readSeq);
                }
                return;
            }
        }
    }

    private void start(CompletionStage<ChatService.Page> page, Runnable then) {
        epoch++;
        starting = true;
        early.clear();
        load(page, rows -> {
            starting = false;
            window.reset(rows);
            draw();
            then.run();
        });
    }

    private void load(CompletionStage<ChatService.Page> stage, Consumer<ChatService.Page> take) {
        loading = true;
        int mine = epoch;
        stage.whenComplete((page, problem) -> ui.execute(() -> {
            if (mine != epoch) {
                return;
            }
            loading = false;
            filling = Optional.empty();
            if (page == null) {
                LOG.warn("a page of the timeline could not be loaded", problem);
            } else {
                take.accept(page);
                window.merge(early.rows(), readsOld());
            }
            starting = false;
            boolean all = early.isComplete();
            early.clear();
            draw();
            tellRead();
            if (!all) {
                reread();
            }
        }));
    }

    /** Whether the view stands in the older half of what is loaded: what it shows must not leave then. */
    private boolean readsOld() {
        return lastReadable >= 0 && lastReadable < lines.size() / 2;
    }

    private void draw() {
        stickToEnd.set(window.atEnd());
        List<Line> now = maker.of(window.rows(), window.atStart(), kind, unreadAfter);
        now.replaceAll(line -> line instanceof Line.Gap gap && filling.equals(Optional.of(gap.key()))
                ? new Line.Gap(gap.row(), true)
                : line);
        lines.become(now);
    }
}
