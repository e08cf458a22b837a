package io.callvault.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.wire.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openapi.yaml and asyncapi.yaml say what the code does: the same routes, the same frames. */
class ContractTest {

    private static final Pattern PATH = Pattern.compile("  (/\\S*):");
    private static final Pattern METHOD = Pattern.compile("    (get|post|put|delete|patch):");
    private static final Pattern FRAME = Pattern.compile("    (\\w+):");

    @Test
    void openApiListsExactlyTheRoutes(@TempDir Path data) throws Exception {
        List<String> written = new ArrayList<>();
        String path = "";
        for (String line : section("openapi.yaml", "paths:")) {
            Matcher at = PATH.matcher(line);
            Matcher does = METHOD.matcher(line);
            if (at.matches()) {
                path = at.group(1);
            } else if (does.matches()) {
                written.add(does.group(1).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(data))) {
            List<String> served = new ArrayList<>(server.routes());
            served.add("GET " + Listener.WEB_SOCKET);
            assertThat(written).containsExactlyInAnyOrderElementsOf(served);
        }
    }

    @Test
    void asyncApiListsExactlyTheFrames() throws IOException {
        List<String> written = section("asyncapi.yaml", "  messages:").stream()
                .map(FRAME::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
        List<String> frames = Arrays.stream(Frame.class.getPermittedSubclasses())
                .map(frame -> frame.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT))
                .toList();
        assertThat(written).containsExactlyInAnyOrderElementsOf(frames);
    }

    /** The lines below a heading up to the next line that is indented as little. */
    private static List<String> section(String file, String heading) throws IOException {
        try (InputStream in = Frame.class.getResourceAsStream("/io/callvault/model/" + file)) {
            assertThat(in).as(file).isNotNull();
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int start = lines.indexOf(heading);
            assertThat(start).as(heading).isNotNegative();
            int indent = heading.length() - heading.stripLeading().length();
            return lines.subList(start + 1, lines.size()).stream()
                    .takeWhile(line -> line.isBlank()
                            || line.length() - line.stripLeading().length() > indent)
                    .toList();
        }
    }
}
