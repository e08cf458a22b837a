package io.callvault.desktop.demo;

import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.StatusMark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Anna and Max, from signing up to the last read tick, with a lost network, a restart and a killed server between. */
final class HeadlessDemo {

    private static final Predicate<Optional<StatusMark>> WAITING = is(StatusMark.WAITING);
    private static final Predicate<Optional<StatusMark>> DELIVERED = is(StatusMark.DELIVERED, StatusMark.READ);
    private static final Predicate<Optional<StatusMark>> READ = is(StatusMark.READ);
    private static final Predicate<Optional<StatusMark>> NONE = Optional::isEmpty;
    private static final String[] OFFLINE = {
        "The train has no network here 🚆", "but I go on writing,", "and nothing of this is lost."
    };

    private static final String[] ANNA_WAITS = {"Did your connection just go, too?", "I will write it down anyway ✍️"};
    private static final String[] MAX_WAITS = {"The server is gone!", "Let us see what comes through."};

    private final Backstage backstage;
    private final Person anna;
    private final Person max;
    private final Path pictures;

    HeadlessDemo(Backstage backstage, Path pictures) {
        this.backstage = backstage;
        this.anna = new Person(backstage, "anna");
        this.max = new Person(backstage, "max");
        this.pictures = pictures.toAbsolutePath();
    }

    /** Plays the story; 0 only if every step was seen. */
    int play() {
        long start = System.nanoTime();
        FxHarness.start();
        Album album = new Album(
                pictures,
                () -> Stream.of(anna, max)
                        .flatMap(person -> person.scenes().stream())
                        .toList());
        Story story = new Story(album, System.out);
        System.out.println("Two people, one backend, no display: every step is looked at in the real windows.");
        try {
            meet(story);
            chat(story);
            offline(story);
            killedServer(story);
            echo(story);
            call(story);
            dark(story);
        } finally {
            anna.quit();
            max.quit();
        }
        return story.end(Duration.ofNanos(System.nanoTime() - start));
    }

    private void meet(Story story) {
        story.step("Anna and Max start the app for the first time", () -> {
            anna.start();
            max.start();
        });
        story.step("both fill in their names", () -> {
            anna.fillIn("Anna Markova");
            max.fillIn("Max Kerner");
        });
        story.step("both sign up and are shown their recovery keys", () -> {
            anna.signUp();
            max.signUp();
            anna.seeRecoveryKey();
            max.seeRecoveryKey();
        });
        story.step("Anna invites Max by his handle; he sees it", () -> {
            anna.keepRecoveryKey();
            max.keepRecoveryKey();
            anna.invite("max");
            max.seeInvite("anna");
        });
        story.step("Max accepts, and both open the chat", () -> {
            max.accept("anna");
            max.chatWith("anna");
            anna.chatWith("max");
        });
    }

    private void chat(Story story) {
        story.step("Anna writes, Max sees it", () -> {
            anna.chat().send("Hi Max! Are you testing the new build?");
            max.seeNewest(false, NONE, "Hi Max! Are you testing the new build?");
        });
        story.step("Max types, and Anna sees that he does", () -> {
            max.chat().type("Yes, right now. It starts in a second on my old laptop,");
            anna.chat().awaitSubtitle("typing");
        });
        story.step("Max answers in two lines; the ticks turn to read", () -> {
            max.chat().breakLine().send("and nothing jumps when I scroll.");
            String answer = "Yes, right now. It starts in a second on my old laptop,\nand nothing jumps when I scroll.";
            anna.seeNewest(false, NONE, answer);
            max.seeNewest(true, READ, answer);
            anna.seeNewest(true, READ, "Hi Max! Are you testing the new build?");
        });
        story.step("emoji and Hebrew look the same on both sides", () -> {
            anna.chat().send("Great 😀 See you at five 🎉");
            anna.chat().send("שלום אנה! (test) מה נשמע?");
            anna.chat().send("👍🏽");
            max.seeNewest(false, NONE, "Great 😀 See you at five 🎉", "שלום אנה! (test) מה נשמע?", "👍🏽");
            anna.seeNewest(true, READ, "👍🏽");
        });
    }

    private void offline(Story story) {
        story.step("Max loses the network; a banner says so", () -> {
            max.loseNetwork();
            max.chat().awaitBanner("Waiting for network");
        });
        story.step("Max writes three messages; they wait with a clock", () -> {
            for (String text : OFFLINE) {
                max.chat().send(text);
            }
            max.seeNewest(true, WAITING, OFFLINE);
        });
        story.step("Max closes the app before anything was sent", max::quit);
        story.step("Max starts again, still offline: all three are there", () -> {
            max.start();
            max.chatWith("anna");
            max.seeNewest(true, WAITING, OFFLINE);
        });
        story.step("the network is back: delivered in order, and read", () -> {
            max.regainNetwork();
            anna.seeNewest(false, NONE, OFFLINE);
            max.chat().awaitNoBanner();
            max.seeNewest(true, READ, OFFLINE);
        });
        story.step("Anna answers, and Max's ticks arrive", () -> {
            anna.chat().send("All three came at once, in order. 👏");
            max.seeNewest(false, NONE, "All three came at once, in order. 👏");
            anna.seeNewest(true, DELIVERED, "All three came at once, in order. 👏");
        });
    }

    private void killedServer(Story story) {
        story.step("Anna and Max are in the middle of it", () -> {
            anna.chat().send("Right in the middle of a conversation");
            max.seeNewest(false, NONE, "Right in the middle of a conversation");
            max.chat().send("something always happens.");
            anna.seeNewest(false, NONE, "something always happens.");
            max.seeNewest(true, READ, "something always happens.");
        });
        story.step("the server is killed; a banner tells both", () -> {
            backstage.killServer();
            anna.chat().awaitBanner("cannot be reached");
            max.chat().awaitBanner("cannot be reached");
        });
        story.step("both go on writing; it waits with a clock", () -> {
            for (String text : ANNA_WAITS) {
                anna.chat().send(text);
            }
            for (String text : MAX_WAITS) {
                max.chat().send(text);
            }
            // Nobody is there yet: it changes nothing and loses nothing.
            max.tryNow();
            anna.seeNewest(true, WAITING, ANNA_WAITS);
            max.seeNewest(true, WAITING, MAX_WAITS);
            max.chat().awaitBanner("cannot be reached");
        });
        story.step("the server comes back; both connect by themselves", () -> {
            backstage.restartServer();
            anna.chat().awaitNoBanner();
            max.chat().awaitNoBanner();
        });
        story.step("all is delivered and read, on both sides", () -> {
            anna.seeNewest(false, NONE, MAX_WAITS);
            max.seeNewest(false, NONE, ANNA_WAITS);
            anna.seeNewest(true, READ, ANNA_WAITS);
            max.seeNewest(true, READ, MAX_WAITS);
        });
        story.step("from the first message: the same on both screens", () -> {
            List<String> hers = anna.everything();
            List<String> his = max.everything();
            if (!hers.equals(his) || Set.copyOf(hers).size() != hers.size()) {
                throw new AssertionError("Anna sees " + hers + ", Max sees " + his);
            }
            anna.chat().toEnd();
            max.chat().toEnd();
        });
    }

    private void echo(Story story) {
        story.step("Echo sends back what Anna writes", () -> {
            anna.chatWith("echo");
            anna.chat().send("Echo, are you there?");
            anna.seeNewest(false, NONE, "Echo, are you there?");
            anna.seeNewest(true, READ, "Echo, are you there?");
        });
    }

    private void call(Story story) {
        story.step("Anna calls Max with video, and it rings", () -> {
            anna.chatWith("max");
            max.chatWith("anna");
            anna.videoCall("Max Kerner");
            max.seeCallOf("Anna Markova");
            anna.call().awaitStatus("Ringing");
        });
        story.step("Max takes it: both see each other", () -> {
            max.acceptVideo("Anna Markova");
            anna.call().awaitConnected().awaitPicture();
            max.call().awaitConnected().awaitPicture();
        });
        story.step("Max mutes himself; Anna sees it, and how the connection is", () -> {
            max.call().clickMicrophone();
            anna.call().awaitStatus("microphone off").toggle(CallIds.DETAILS);
            anna.call().awaitFigure("bitrate", "kbit/s");
        });
        story.step("Anna hangs up; both are asked how it was", () -> {
            anna.call().hangUp().awaitEnd("Call ended");
            max.call().awaitEnd("Call ended");
        });
        story.step("the call stands in both conversations and in the history", () -> {
            anna.call().rate(5).close();
            max.call().rate(4).close();
            max.seeInList("Anna Markova", "Incoming video call");
            anna.seeInList("Max Kerner", "Outgoing video call");
            max.seeCallInHistory("Anna Markova, Incoming video call");
        });
        story.step("back to the chats", max::backToChats);
    }

    private void dark(Story story) {
        story.step("Anna chooses the dark look and goes on", () -> {
            anna.chooseDark();
            anna.chatWith("max");
            anna.seeNewest(true, READ, ANNA_WAITS);
        });
    }

    private static Predicate<Optional<StatusMark>> is(StatusMark... marks) {
        Set<StatusMark> wanted = Set.of(marks);
        return mark -> mark.filter(wanted::contains).isPresent();
    }
}
