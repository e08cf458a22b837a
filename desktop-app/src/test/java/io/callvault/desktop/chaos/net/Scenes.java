package io.callvault.desktop.chaos.net;

import io.callvault.desktop.chaos.Child;
import io.callvault.desktop.chaos.child.Told;
import io.callvault.desktop.chaos.net.Namespaces.Fence;
import io.callvault.desktop.chaos.net.Namespaces.Nat;
import io.callvault.desktop.chaos.net.Namespaces.Place;
import io.callvault.desktop.chaos.net.NetworkVerdict.Outcome;
import io.callvault.desktop.chaos.net.child.ThinLineChild;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is done in each network, and what is demanded there. The run's thread. */
final class Scenes {

    /** A call that connects does so within this, on a loaded machine. */
    private static final Duration CONNECT = Duration.ofSeconds(15);
    /** The call's own limit is 20 s (docs/calls.md); a little more is the machine's. */
    private static final Duration GIVE_UP = Duration.ofSeconds(30);
    /** From the issue. */
    private static final long BACK_MS = 5_000;

    private static final Duration BACK_PATIENCE = Duration.ofSeconds(30);
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final int THIN_SECONDS = 24;
    private static final double THIN_SHARE = 0.9;
    private static final int THIN_KBPS = 300;
    private static final int THIN_DELAY_MS = 100;
    private static final int THIN_LOSS_PERCENT = 5;

    private final Namespaces net;
    private final Pair pair;
    private final Path work;
    private final long seed;

    Scenes(Namespaces net, Pair pair, Path work, long seed) {
        this.net = net;
        this.pair = pair;
        this.work = work;
        this.seed = seed;
    }

    /** What one network came to so far. */
    private static final class Notes {
        private final Map<String, Double> figures = new TreeMap<>();
        private String path = "";
        private String finding = "";

        /** The first finding is the one that counts. */
        void demand(boolean met, String otherwise) {
            if (!met && finding.isEmpty()) {
                finding = otherwise;
            }
        }

        boolean well() {
            return finding.isEmpty();
        }
    }

    Outcome play(NetworkFault fault) {
        Notes notes = new Notes();
        try {
            switch (fault) {
                case NETWORK_DIRECT -> direct(notes);
                case NETWORK_NO_RELAY -> noRelay(notes);
                case NETWORK_TURN_UDP -> relayed(notes, Fence.OPEN, "udp");
                case NETWORK_TURN_TCP -> relayed(notes, Fence.NO_UDP, "tcp");
                case NETWORK_TURN_TLS -> relayed(notes, Fence.ONLY_443, "tls");
                case NETWORK_ALWAYS_RELAY -> alwaysRelay(notes);
                case NETWORK_IPV6 -> ipv6(notes);
                case NETWORK_MOVE -> move(notes, false);
                case NETWORK_MOVE_NET -> move(notes, true);
                case NETWORK_THIN -> thin(notes);
            }
        } catch (IllegalStateException | Child.Gone broke) {
            notes.demand(false, "the run broke: " + broke);
        } finally {
            restore(notes);
        }
        return new Outcome(fault.option(), notes.well(), notes.path, new LinkedHashMap<>(notes.figures), notes.finding);
    }

    private void restore(Notes notes) {
        try {
            pair.hangUp();
        } catch (IllegalStateException | Child.Gone broke) {
            notes.demand(
                    false,
                    "hanging up: " + broke + "; " + pair.a().trouble() + " / "
                            + pair.b().trouble());
        }
        net.fence(Fence.OPEN);
        net.nat(Nat.SYMMETRIC);
    }

    private void direct(Notes notes) {
        net.nat(Nat.CONE);
        int mark = pair.a().mark();
        connect(notes, false);
        // The first pair that works may be the relay's; the better one follows.
        Optional<Told> better = pair.a()
                .await(
                        mark,
                        CONNECT,
                        one -> one.what().equals(Told.PATH) && !one.text().contains("relay"));
        better.ifPresent(told -> notes.path = told.text());
        notes.demand(better.isPresent(), "the relay was used although the NATs let the call through");
    }

    private void noRelay(Notes notes) {
        net.fence(Fence.NO_RELAY);
        int mark = pair.a().mark();
        long begin = System.currentTimeMillis();
        pair.call(false);
        Optional<Told> end = pair.a().await(mark, GIVE_UP, one -> one.what().equals(Told.END));
        notes.demand(end.isPresent(), "the call did not end within " + GIVE_UP.toSeconds() + " s");
        end.ifPresent(told -> {
            notes.figures.put("given_up_ms", (double) (told.atMs() - begin));
            notes.path = told.text();
            notes.demand(
                    told.text().startsWith("ICE") || told.text().startsWith("NO_CONNECTION"),
                    "the failing stage is not named: " + told.text());
        });
        notes.demand(
                pair.a().since(mark, Told.STATE).stream()
                        .noneMatch(one -> one.text().equals("CONNECTED")),
                "it connected without a relay through two symmetric NATs");
    }

    private void relayed(Notes notes, Fence fence, String protocol) {
        net.fence(fence);
        connect(notes, false);
        notes.demand(notes.path.contains("relay"), "the relay was not used");
        if (fence != Fence.OPEN) {
            notes.demand(notes.path.startsWith("relay/relay " + protocol), "not over " + protocol);
        }
    }

    private void alwaysRelay(Notes notes) {
        net.nat(Nat.CONE);
        int mark = pair.b().mark();
        connect(notes, true);
        notes.demand(notes.path.startsWith("relay/"), "the own side is not the relay's");
        List<Told> shown = pair.b().since(mark, Told.CANDIDATE);
        notes.figures.put("candidates", (double) shown.size());
        notes.demand(!shown.isEmpty(), "no candidate came");
        shown.stream()
                .map(Told::text)
                .filter(text ->
                        !text.contains(" typ relay") || text.contains("10.0.1.") || text.contains("203.0.113.1 "))
                .findFirst()
                .ifPresent(text -> notes.demand(false, "an address left: " + text));
    }

    private void ipv6(Notes notes) {
        connect(notes, false);
        notes.demand(notes.path.contains("2001:db8:"), "not over IPv6");
    }

    private void move(Notes notes, boolean anotherNetwork) {
        connect(notes, false);
        if (notes.well()) {
            int marks = pair.a().mark();
            int markB = pair.b().mark();
            try {
                net.down();
                if (anotherNetwork) {
                    pair.a().await(marks, AWAY, one -> false);
                }
                net.up(anotherNetwork);
                long back = System.currentTimeMillis();
                notes.figures.put("a_hears_again", heardAgain(pair.a(), marks, back));
                notes.figures.put("b_hears_again", heardAgain(pair.b(), markB, back));
                double slower = Math.max(
                        notes.figures.getOrDefault("a_hears_again", -1.0),
                        notes.figures.getOrDefault("b_hears_again", -1.0));
                boolean both = notes.figures.values().stream().noneMatch(figure -> figure < 0);
                notes.demand(
                        both && slower <= BACK_MS,
                        "the sound was not back within " + BACK_MS + " ms on both sides; "
                                + pair.a().trouble() + " / " + pair.b().trouble());
                notes.figures.put("audio_back_ms", slower);
                notes.path = lastPath();
            } finally {
                net.home();
            }
        }
    }

    /** Milliseconds from the network's return; 0 if it was not missed at all, −1 if it never came. */
    private static double heardAgain(Side side, int mark, long back) {
        boolean missed =
                side.await(mark, Duration.ofSeconds(3), one -> tone(one, "off")).isPresent();
        if (!missed) {
            return 0;
        }
        return side.await(mark, BACK_PATIENCE, one -> tone(one, "on") && one.atMs() >= back)
                .map(one -> (double) (one.atMs() - back))
                .orElse(-1.0);
    }

    private void thin(Notes notes) {
        Optional<String> lacks = net.thin(0, 0, 100_000);
        net.thick();
        if (lacks.isEmpty()) {
            connect(notes, true);
            squeeze(notes, () -> net.thin(THIN_DELAY_MS, THIN_LOSS_PERCENT, THIN_KBPS));
            net.thick();
            return;
        }
        System.out.println("  (this kernel has no netem: the line is made by a program of ours; " + lacks.get() + ")");
        List<String> arguments =
                List.of(net.serverAddress(), Integer.toString(Namespaces.RELAY_PORT), Long.toString(seed));
        try (Side line =
                new Side(net.at(Place.SERVER), ThinLineChild.class, arguments, work.resolve("line.log"), told -> {})) {
            net.divert(Integer.parseInt(line.ready()));
            connect(notes, true);
            squeeze(
                    notes,
                    () -> line.ask("terms " + THIN_DELAY_MS + " " + THIN_LOSS_PERCENT + " " + THIN_KBPS + " 500"));
            String[] packets = line.ask("packets").split(" ");
            notes.figures.put("packets_lost", Double.parseDouble(packets[1]));
            notes.figures.put("packets_carried", Double.parseDouble(packets[0]));
        } finally {
            net.straight();
        }
    }

    /** In a good line first, so that there is something to back off from. */
    private void squeeze(Notes notes, Runnable thinner) {
        if (!notes.well()) {
            return;
        }
        int mark = pair.a().mark();
        List<Told> good = pair.a()
                .await(mark, Duration.ofSeconds(15), 8, one -> one.what().equals(Told.SECOND));
        double before = good.isEmpty() ? 0 : good.getLast().figures().getOrDefault("video_out_kbps", 0.0);
        thinner.run();
        int markA = pair.a().mark();
        int markB = pair.b().mark();
        Duration patience = Duration.ofSeconds(THIN_SECONDS + 15);
        List<Told> atA =
                pair.a().await(markA, patience, THIN_SECONDS, one -> one.what().equals(Told.SECOND));
        List<Told> atB =
                pair.b().await(markB, patience, THIN_SECONDS, one -> one.what().equals(Told.SECOND));
        double heardA = share(atA);
        double heardB = share(atB);
        double after = atA.stream()
                .skip(THIN_SECONDS / 2)
                .mapToDouble(one -> one.figures().getOrDefault("video_out_kbps", 0.0))
                .average()
                .orElse(-1);
        notes.figures.put("a_heard_share", heardA);
        notes.figures.put("b_heard_share", heardB);
        notes.figures.put("video_before_kbps", before);
        notes.figures.put("video_thin_kbps", after);
        notes.demand(atA.size() == THIN_SECONDS && atB.size() == THIN_SECONDS, "the call did not go on");
        notes.demand(heardA >= THIN_SHARE && heardB >= THIN_SHARE, "the tone was not heard in 9 of 10 seconds");
        notes.demand(before > THIN_KBPS, "there was no more video before than fits a thin line");
        notes.demand(after >= 0 && after < THIN_KBPS, "the video did not back off");
    }

    /** Seconds in most of which the tone was heard, of all. */
    private static double share(List<Told> seconds) {
        return seconds.stream()
                .mapToDouble(one -> one.figures().getOrDefault("tone", 0.0) > 0.5 ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** Both are connected, and hear each other. */
    private void connect(Notes notes, boolean hide) {
        int markA = pair.a().mark();
        int markB = pair.b().mark();
        long begin = System.currentTimeMillis();
        pair.call(hide);
        for (Side side : List.of(pair.a(), pair.b())) {
            int mark = side == pair.a() ? markA : markB;
            String who = side == pair.a() ? "A" : "B";
            Optional<Told> connected = side.await(
                    mark,
                    CONNECT,
                    one -> one.what().equals(Told.STATE) && one.text().equals("CONNECTED"));
            notes.demand(connected.isPresent(), who + " is not connected: " + side.trouble());
            connected.ifPresent(told -> notes.figures.merge("connected_ms", (double) (told.atMs() - begin), Math::max));
            if (notes.well()) {
                Optional<Told> heard = side.await(mark, CONNECT, one -> tone(one, "on"));
                notes.demand(heard.isPresent(), who + " hears nothing: " + side.trouble());
                heard.ifPresent(told -> notes.figures.merge("heard_ms", (double) (told.atMs() - begin), Math::max));
            }
        }
        if (notes.well()) {
            var _ = pair.a().await(markA, CONNECT, one -> one.what().equals(Told.PATH));
            notes.path = lastPath();
            notes.demand(!notes.path.isEmpty(), "no path was told");
        }
    }

    private String lastPath() {
        List<Told> all = pair.a().since(0, Told.PATH);
        return all.isEmpty() ? "" : all.getLast().text();
    }

    private static boolean tone(Told one, String text) {
        return one.what().equals(Told.TONE) && one.text().equals(text);
    }
}
