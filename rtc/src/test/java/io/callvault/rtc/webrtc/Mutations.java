package io.callvault.rtc.webrtc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a hostile other side may make of a description, a candidate or a relay. Seeded. */
final class Mutations {
    private static final List<String> DIRECTIVES =
            List.of("%s", "%n", "%x%x%x%x", "%99999999d", "%p", "%1$s", "%%", "%");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "127",
            "128",
            "255",
            "256",
            "65535",
            "65536",
            "2147483648",
            "4294967295",
            "4294967296",
            "18446744073709551616",
            "99999999999999999999999");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    /** One to three changes; a format directive in about every sixth. */
    String of(String text) {
        String changed = text;
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            changed = once(changed);
        }
        return changed;
    }

    private String once(String text) {
        if (text.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(12)) {
            case 0 -> text.substring(0, at) + pick(DIRECTIVES) + text.substring(at);
            case 1 -> text.substring(0, at) + (char) (' ' + random.nextInt(95)) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(4)));
            case 3 -> text.substring(0, at) + (char) random.nextInt(0x300) + text.substring(at);
            case 4 -> text.substring(0, at);
            case 5 ->
                text.substring(0, at)
                        + text.substring(at, at + (text.length() - at) / 8).repeat(3)
                        + text.substring(at);
            case 6, 7, 8 -> number(text, at);
            default -> lines(text);
        };
    }

    /** Another number in place of the next one. */
    private String number(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isDigit(text.charAt(at))) {
            at++;
        }
        int end = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, at) + pick(NUMBERS) + text.substring(end);
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            default -> {
                String words = lines.get(at);
                int space = words.indexOf(' ');
                lines.set(at, space < 0 ? words + " " + pick(NUMBERS) : words.substring(0, space));
            }
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
