package io.callvault.model.update;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A version by Semantic Versioning 2.0.0, ordered by its section 11. Build metadata is read and dropped: it has no part in the
 * order (section 10).
 *
 * @param pre the identifiers of a pre-release, in their order; empty for a release
 */
public record SemVer(int major, int minor, int patch, List<String> pre) implements Comparable<SemVer> {

    /** Longest text that is read, in characters. */
    public static final int MAX_CHARS = 64;

    /** Nine digits at most, so that a number fits an int. */
    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})"
            + "(?:-((?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*))*))?"
            + "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    public SemVer {
        pre = List.copyOf(pre);
    }

    /** Empty if the text is no version, or longer than {@link #MAX_CHARS}. */
    public static Optional<SemVer> parse(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        List<String> pre = Optional.ofNullable(found.group(4))
                .map(identifiers -> List.of(identifiers.split("\\.", -1)))
                .orElse(List.of());
        return Optional.of(new SemVer(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                pre));
    }

    public boolean isNewerThan(SemVer other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(SemVer other) {
        int core = Integer.compare(major, other.major);
        core = core != 0 ? core : Integer.compare(minor, other.minor);
        core = core != 0 ? core : Integer.compare(patch, other.patch);
        if (core != 0) {
            return core;
        }
        if (pre.isEmpty() || other.pre.isEmpty()) {
            // A release stands above all its pre-releases.
            return Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
        }
        for (int i = 0; i < Math.min(pre.size(), other.pre.size()); i++) {
            int one = compareIdentifiers(pre.get(i), other.pre.get(i));
            if (one != 0) {
                return one;
            }
        }
        return Integer.compare(pre.size(), other.pre.size());
    }

    private static int compareIdentifiers(String left, String right) {
        boolean leftNumber = isNumber(left);
        boolean rightNumber = isNumber(right);
        if (leftNumber != rightNumber) {
            return leftNumber ? -1 : 1;
        }
        // Numbers have no leading zeros: the longer one is the greater.
        return leftNumber && left.length() != right.length()
                ? Integer.compare(left.length(), right.length())
                : left.compareTo(right);
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        String core = major + "." + minor + "." + patch;
        return pre.isEmpty() ? core : core + pre.stream().collect(Collectors.joining(".", "-", ""));
    }
}
