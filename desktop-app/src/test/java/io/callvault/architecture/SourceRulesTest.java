package io.callvault.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler cannot see: the length of files, and words that must not stand in them. */
class SourceRulesTest {
    /** EXAMPLES.md, "Small rooms": past this wall nobody reads a file whole. */
    private static final int MOST_LINES = 500;

    private static final Set<String> CODE =
            Set.of(".java", ".css", ".sql", ".cmd", ".sh", ".ps1", "/callvault", "/.ci/run");
    private static final Set<String> TEXT = Set.of(
            ".java",
            ".css",
            ".sql",
            ".cmd",
            ".sh",
            ".ps1",
            "/callvault",
            "/.ci/run",
            ".md",
            ".xml",
            ".properties",
            ".in",
            ".yml",
            ".service",
            ".desktop");

    /** Written in two halves each, so that this file does not accuse itself. */
    private static final List<Pattern> FORBIDDEN = Stream.of(
                    "\\bTO" + "DO\\b",
                    "\\bFIX" + "ME\\b",
                    "(?<![\\w.])/(work|ro" + "ot)/",
                    "[\"'` ]/tm" + "p/",
                    "(repo\\d*|central|registry|plugins)\\.[a-z0-9-]+\\.(org|com|io|net|dev)\\b")
            .map(Pattern::compile)
            .toList();

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)(\\.[a-z]\\w*\\(\\))?`");

    @TempDir
    private Path folder;

    @Test
    void noFileIsLongerThanTheWall() throws IOException {
        assertThat(tooLong(Sources.root())).isEmpty();
    }

    @Test
    void theWallStopsALongFile() throws IOException {
        Files.writeString(folder.resolve("Fits.java"), "line\n".repeat(MOST_LINES));
        Path longer = Files.writeString(folder.resolve("Longer.java"), "line\n".repeat(MOST_LINES + 1));
        assertThat(tooLong(folder)).containsExactly(longer);
    }

    @Test
    void noFileNamesAMachineAHostOrAnUnfinishedThought() throws IOException {
        assertThat(forbidden(Sources.root())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// TO" + "DO later",
                "// FIX" + "ME now",
                "Path.of(\"/wo" + "rk/x\")",
                "cd /ro" + "ot/x",
                "Path.of(\"/tm" + "p/x\")",
                "https://repo." + "example.org/maven2"
            })
    void forbiddenWordsAreFound(String line) throws IOException {
        Files.writeString(folder.resolve("Innocent.java"), "// the roots of a tree, a repository, a workspace\n");
        Files.writeString(folder.resolve("Guilty.java"), "first\n" + line + "\n");
        assertThat(forbidden(folder)).singleElement().asString().contains("Guilty.java:2");
    }

    @Test
    void everyLinkBetweenThePagesLeadsSomewhere() throws IOException {
        assertThat(brokenLinks(Sources.root())).isEmpty();
    }

    @Test
    void aBrokenLinkIsFound() throws IOException {
        Files.writeString(folder.resolve("a.md"), "[here](a.md#top) [self](.) [gone](pictures/gone.png)\n");
        assertThat(brokenLinks(folder)).containsExactly("a.md: pictures/gone.png");
    }

    @Test
    void theGuidesNameRealClasses() throws IOException {
        Path root = Sources.root();
        Set<String> classes = Sources.files(root, Set.of(".java")).stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                .collect(Collectors.toSet());
        String page = Files.readString(root.resolve("docs").resolve("a-messages-way.md"));
        List<String> named = CLASS_NAME
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertThat(named).hasSizeGreaterThan(15).allMatch(classes::contains);
    }

    private static List<String> brokenLinks(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : Sources.files(root, Set.of(".md"))) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    found.add(root.relativize(page) + ": " + link.group(1));
                }
            }
        }
        return found;
    }

    private static List<Path> tooLong(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : Sources.files(root, CODE)) {
            if (Files.readAllLines(file).size() > MOST_LINES) {
                found.add(file);
            }
        }
        return found;
    }

    private static List<String> forbidden(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.files(root, TEXT)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (FORBIDDEN.stream().anyMatch(word -> word.matcher(line).find())) {
                    found.add(root.relativize(file) + ":" + (i + 1) + ": " + line.strip());
                }
            }
        }
        return found;
    }
}
