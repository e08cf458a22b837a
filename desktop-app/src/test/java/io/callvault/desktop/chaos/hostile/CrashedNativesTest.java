package io.callvault.desktop.chaos.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.chaos.child.ClientChild;
import io.callvault.desktop.chaos.child.Told;
import io.callvault.desktop.chaos.net.Side;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A crash of the natives takes the process and not one message: what was told stored was on the disk before it was told. */
class CrashedNativesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TEXTS = 60;
    private static final int STORED_WHEN_IT_CRASHES = 20;

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "sends a signal by the shell's kill")
    void aCrashInTheMidstOfACallLosesNoMessage() throws Exception {
        try (SignalingServer server = SignalingServer.start(ServerConfig.in(folder.resolve("server")));
                Side ann = client("ann", server.uri(), "caller")) {
            ann.ready();
            ann.ask("signup ann");
            Set<String> stored;
            try (Side ben = client("ben", server.uri(), "called")) {
                ben.ready();
                String room = meet(ann, ben);
                ann.ask("call " + room);
                for (Side side : List.of(ann, ben)) {
                    assertThat(side.await(
                                    0,
                                    PATIENCE,
                                    told -> told.what().equals(Told.TONE)
                                            && told.text().equals("on")))
                            .as("in a call, and heard; %s", side.trouble())
                            .isPresent();
                }
                ben.ask("send " + room + " b1 1 " + TEXTS);
                await().atMost(PATIENCE).until(() -> names(ben, "q ").size() >= STORED_WHEN_IT_CRASHES);
                crash(ben.pid());
                assertThat(ben.endsWithin(PATIENCE)).as("the process is gone").isTrue();
                assertThat(folder.resolve("ben.log.crash"))
                        .as("by a crash")
                        .content()
                        .contains("SIGSEGV");
                stored = names(ben, "q ");
            }
            try (Side again = client("ben", server.uri(), "called")) {
                again.ready();
                await("every text told stored arrives")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(names(ann, "r ")).containsAll(stored));
                System.out.println("crashed natives: " + stored.size() + " texts were told stored, all arrived");
            }
        }
    }

    /** The names of texts in news of one kind. */
    private static Set<String> names(Side side, String news) {
        return side.plain().stream()
                .filter(line -> line.startsWith(news + "b1-"))
                .map(line -> line.split(" ")[1])
                .collect(Collectors.toSet());
    }

    private static String meet(Side ann, Side ben) {
        ben.ask("signup ben");
        ann.ask("invite ben");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !ben.ask("accept ann").isEmpty());
        await().atMost(PATIENCE).until(() -> ann.ask("conversations").contains(":DIRECT:ben"));
        await().atMost(PATIENCE).until(() -> ben.ask("conversations").contains(":DIRECT:ann"));
        ben.ask("takes on");
        String rooms = ann.ask("conversations");
        return rooms.substring(0, rooms.indexOf(":DIRECT:ben")).replaceFirst(".* ", "");
    }

    private Side client(String name, URI server, String role) {
        return new Side(
                List.of(),
                ClientChild.class,
                List.of(folder.resolve(name).toString(), server.toString(), "0", "-", "-", role),
                folder.resolve(name + ".log"),
                told -> {});
    }

    /** As the natives do it when they use memory that is not theirs. */
    private static void crash(long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", "kill -SEGV " + pid).start().waitFor())
                .isZero();
    }
}
