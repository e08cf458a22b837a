package io.callvault.desktop.settings;

import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.os.ManagedFile;
import io.callvault.model.update.Channel;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The organisation's settings as they were read, once at the start. One wrong key costs that key alone. Immutable, any thread.
 *
 * @param problems a sentence for each thing that is wrong, naming file and key
 */
public record Managed(ManagedSettings settings, List<String> problems) {

    private static final Logger LOG = LoggerFactory.getLogger(Managed.class);

    /** Nobody manages this computer. */
    public static final Managed NOTHING = new Managed(ManagedSettings.NONE, List.of());

    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("server", "updates", "channel", "tray", "notifications"));

    public Managed {
        problems = List.copyOf(problems);
    }

    /** Reads the file; the app starts whatever stands in it. Not on the FX thread. */
    public static Managed read(ManagedFile file) {
        Managed managed = judged(file);
        managed.problems().forEach(sentence -> LOG.warn("{}", sentence));
        return managed;
    }

    private static Managed judged(ManagedFile file) {
        return switch (file.read()) {
            case ManagedFile.Reading.Absent() -> NOTHING;
            case ManagedFile.Reading.Refused(String sentence) -> new Managed(ManagedSettings.NONE, List.of(sentence));
            case ManagedFile.Reading.Found(byte[] bytes) -> new Reader(file.path()).read(bytes);
        };
    }

    /** Everything that is wrong in one text; empty if nothing is. */
    public Optional<String> problem() {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", problems));
    }

    /** Reads one file and collects what is wrong. */
    private static final class Reader {
        private final Path path;
        private final List<String> problems = new ArrayList<>();

        Reader(Path path) {
            this.path = path;
        }

        Managed read(byte[] bytes) {
            Map<?, ?> written;
            try {
                written = Json.read(bytes, ManagedFile.MAX_BYTES, Map.class);
            } catch (WireException e) {
                return new Managed(
                        ManagedSettings.NONE,
                        List.of("The settings of your organisation in " + path
                                + " are ignored: it is not a JSON object, or a key stands there twice. Tell whoever looks after"
                                + " this computer."));
            }
            // What an organisation wrote wrongly becomes what can do least harm, not what a person may have chosen.
            ManagedSettings settings = new ManagedSettings(
                    value(
                            written,
                            "server",
                            Reader::address,
                            "must be an address like https://chat.example.org; until then everybody writes their own",
                            Optional.empty()),
                    value(written, "updates", ManagedSettings.Updates.values(), ManagedSettings.Updates.NOTIFY),
                    value(written, "channel", Channel.values(), Channel.STABLE),
                    value(written, "tray", ManagedSettings.Tray.values(), ManagedSettings.Tray.OFF),
                    value(
                            written,
                            "notifications",
                            ManagedSettings.Notifications.values(),
                            ManagedSettings.Notifications.NOTHING));
            written.keySet().stream()
                    .filter(key -> !KEYS.contains(String.valueOf(key)))
                    .limit(10)
                    .forEach(key -> problem(
                            String.valueOf(key),
                            "is not known to this version, which knows " + String.join(", ", KEYS)));
            return new Managed(settings, problems);
        }

        private <E extends Enum<E>> Optional<E> value(Map<?, ?> written, String key, E[] values, E harmless) {
            String choices = Arrays.stream(values)
                    .map(one -> '"' + word(one) + '"')
                    .collect(Collectors.joining(", ", "must be one of ", ""));
            return value(
                    written,
                    key,
                    text -> Arrays.stream(values)
                            .filter(one -> word(one).equals(text))
                            .findFirst(),
                    choices + "; until then it counts as \"" + word(harmless) + '"',
                    Optional.of(harmless));
        }

        private <T> Optional<T> value(
                Map<?, ?> written,
                String key,
                Function<String, Optional<T>> parse,
                String complaint,
                Optional<T> harmless) {
            if (!written.containsKey(key)) {
                return Optional.empty();
            }
            Optional<T> value = written.get(key) instanceof String text ? parse.apply(text) : Optional.empty();
            if (value.isPresent()) {
                return value;
            }
            problem(key, complaint);
            return harmless;
        }

        private void problem(String key, String what) {
            String shown = key.length() > 40 ? key.substring(0, 40) + "…" : key;
            problems.add("In the settings of your organisation (" + path + ") the key \"" + shown + "\" " + what + ".");
        }

        private static String word(Enum<?> one) {
            return one.name().toLowerCase(Locale.ROOT);
        }

        private static Optional<URI> address(String text) {
            try {
                return Optional.of(URI.create(text)).filter(ServerAddress::isUsable);
            } catch (IllegalArgumentException notAnAddress) {
                return Optional.empty();
            }
        }
    }
}
