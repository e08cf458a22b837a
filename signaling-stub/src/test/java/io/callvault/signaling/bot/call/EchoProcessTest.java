package io.callvault.signaling.bot.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallSignal;
import io.callvault.model.id.CallId;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import io.callvault.signaling.testing.Caller;
import io.callvault.signaling.testing.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Natives that crash take the agent's process with them: the server lives, and Echo takes the next call. */
class EchoProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private static List<ProcessHandle> agents() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.isAlive()
                        && child.info().commandLine().orElse("").contains(EchoAgentMain.class.getName()))
                .toList();
    }

    private static void ring(Person ada) {
        Caller caller = Caller.of(ada.connect(), ada, new CallId(Person.IDS.next()), ada.echo());
        caller.say(new CallSignal.Invite(false, "v=0", System.currentTimeMillis()));
        await("Echo rings")
                .atMost(LIMIT)
                .until(() -> caller.talk()
                        .poll(Frame.Call.class, frame -> frame.kind().equals(CallKind.RINGING.wireName()))
                        .isPresent());
        caller.talk().close();
    }

    @Test
    void aKilledProcessIsStartedAgainAndNoneIsLeftBehind() throws Exception {
        SignalingServer server = SignalingServer.start(ServerConfig.in(data).withEchoMedia(new EchoMedia.Child()));
        try (server) {
            Person ada = Person.signUp(server.uri(), "ada");
            ring(ada);
            ProcessHandle first = agents().getFirst();
            assertThat(first.info().commandLine().orElse(""))
                    .as("no secret stands there")
                    .endsWith("EchoAgentMain");
            first.destroyForcibly();
            first.onExit().join();
            ring(ada);
            assertThat(agents()).hasSize(1).doesNotContain(first);
            assertThat(ada.get("/health").status()).isEqualTo(200);
        }
        await("the process ends with the server").atMost(LIMIT).until(() -> agents().isEmpty());
    }
}
