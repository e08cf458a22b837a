package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What an outsider could use to get into our builds: actions that move, rights that nobody needs, text that becomes a program. */
class WorkflowsTest {
    /** The whole hash of a commit, and beside it the tag for people. */
    private static final Pattern PINNED = Pattern.compile("\\s*uses: [\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+)*");

    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void theInstallersOfEverySystemAreBuilt() throws IOException {
        JsonNode jobs = YAML.readTree(Files.readString(folder().resolve("installers.yml")))
                .path("jobs");
        assertThat(problems(folder())).isEmpty();
        assertThat(jobs.path("linux").at("/strategy/matrix/include").findValuesAsString("arch"))
                .containsExactly("x64", "arm64");
        assertThat(jobs.path("macos").at("/strategy/matrix/include").findValuesAsString("arch"))
                .containsExactly("arm64", "x64");
        assertThat(jobs.path("windows").path("runs-on").asString()).startsWith("windows-");
        assertThat(jobs.propertyNames()).contains("linux", "windows", "macos");
    }

    @Test
    void whatIsWrongIsFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.yml"), """
                on: [push]
                permissions: write-all
                jobs:
                  a:
                    runs-on: ubuntu-24.04
                    steps:
                      - name: Moves
                        uses: actions/checkout@v5
                      - name: Runs what a branch is called
                        run: echo ${{ github.head_ref }}
                """);
        assertThat(problems(folder))
                .containsExactly(
                        "bad.yml: not pinned by a whole hash: uses: actions/checkout@v5",
                        "bad.yml: more rights than to read",
                        "bad.yml: job a may run for ever",
                        "bad.yml: 'Runs what a branch is called' puts an expression into a script: hand it over in env");
    }

    private static List<String> problems(Path folder) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName() + ": ";
            String text = Files.readString(file);
            text.lines()
                    .filter(line ->
                            line.strip().startsWith("uses:") || line.strip().startsWith("- uses:"))
                    .filter(line -> !PINNED.matcher(line).matches())
                    .forEach(line -> problems.add(name + "not pinned by a whole hash: " + line.strip()));
            JsonNode workflow = YAML.readTree(text);
            if (!workflow.path("permissions").toString().equals("{\"contents\":\"read\"}")) {
                problems.add(name + "more rights than to read");
            }
            workflow.path("jobs").properties().forEach(job -> {
                if (!job.getValue().path("timeout-minutes").isNumber()) {
                    problems.add(name + "job " + job.getKey() + " may run for ever");
                }
                for (JsonNode step : job.getValue().path("steps")) {
                    if (step.path("run").asString("").contains("${{")) {
                        problems.add(name + "'" + step.path("name").asString("")
                                + "' puts an expression into a script: hand it over in env");
                    }
                }
            });
        }
        return problems;
    }

    private static Path folder() {
        return Checkout.root().resolve(".github").resolve("workflows");
    }
}
