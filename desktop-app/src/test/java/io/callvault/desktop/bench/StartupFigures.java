package io.callvault.desktop.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code bench startup} found out.
 *
 * @param screen where the windows were
 * @param content what every start of ours showed
 * @param ratio painted: the package divided by the plain start, of the medians; absent without an image
 * @param peers the peer messengers that were found
 */
record StartupFigures(
        String bench,
        int processors,
        String java,
        String os,
        String screen,
        String content,
        int runs,
        List<Starter> starters,
        Optional<Double> ratio,
        Optional<CacheUse> cache,
        List<String> peers) {

    /**
     * How one of the compared starts.
     *
     * @param painted milliseconds from starting the process until the conversation was painted; for a peer, absent
     * @param sinceJvm the same from the start of its virtual machine
     * @param anything milliseconds until something was drawn on the screen, by its pixels alone
     * @param residentMib memory in use when it was painted; for a peer, of all its processes when something was drawn
     * @param residentFileMib of it, parts of files
     */
    record Starter(
            String name,
            String command,
            Optional<Spread> painted,
            Optional<Spread> sinceJvm,
            Optional<Spread> anything,
            Optional<Spread> residentMib,
            Optional<Spread> residentFileMib) {}

    /**
     * Whether the package's cache of classes is in use.
     *
     * @param fromCache classes that came out of it in one start
     * @param all classes that were loaded in it
     */
    record CacheUse(int fromCache, int all) {}

    /** Of several runs. */
    record Spread(double median, double low, double high) {

        static Optional<Spread> of(List<Double> values) {
            if (values.isEmpty()) {
                return Optional.empty();
            }
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int half = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
            return Optional.of(new Spread(median, sorted[0], sorted[sorted.length - 1]));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%5.0f (%.0f to %.0f)", median, low, high);
        }
    }

    /** For people. */
    String words() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "startup  on %s; %s; medians of %d runs (lowest to highest), milliseconds from starting the process%n",
                screen,
                content,
                runs));
        for (Starter starter : starters) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-34s painted %-24s since JVM start %-24s anything drawn %-24s resident %s MiB, of it files %s%n",
                    starter.name(),
                    words(starter.painted()),
                    words(starter.sinceJvm()),
                    words(starter.anything()),
                    words(starter.residentMib()),
                    words(starter.residentFileMib())));
        }
        ratio.ifPresent(value -> text.append(String.format(
                Locale.ROOT, "package to plain: %.2f (goal at most 0.55, and at most 320 MiB resident)%n", value)));
        cache.ifPresent(use -> text.append(String.format(
                Locale.ROOT, "classes out of the package's cache: %d of %d%n", use.fromCache(), use.all())));
        text.append("peer messengers: ").append(peers.isEmpty() ? "none installed" : String.join(", ", peers));
        return text.toString();
    }

    private static String words(Optional<Spread> spread) {
        return spread.map(Spread::toString).orElse("-");
    }

    static String system() {
        return System.getProperty("os.name", "?").toLowerCase(Locale.ROOT);
    }

    /** A command as it can be read: the class path is long. */
    static String shortened(List<String> command) {
        return String.join(
                " ",
                Arrays.stream(command.toArray(String[]::new))
                        .map(word -> word.length() > 120 ? "…" : word)
                        .toList());
    }
}
