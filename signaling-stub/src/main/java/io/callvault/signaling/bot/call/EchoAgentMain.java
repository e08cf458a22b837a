package io.callvault.signaling.bot.call;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.webrtc.CallEngines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The child process that takes Echo's calls. Reads {@link AgentLetter letters} from standard input and ends with it; says {@value
 * #READY} each time the server has welcomed it, or {@value #UNAVAILABLE} with a sentence if there are no natives.
 */
final class EchoAgentMain {

    static final String READY = "ready";
    static final String UNAVAILABLE = "unavailable ";

    private EchoAgentMain() {}

    public static void main(String[] arguments) throws IOException, WireException {
        BufferedReader letters = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String first = letters.readLine();
        if (first == null) {
            System.exit(2);
        }
        AgentLetter.Credentials credentials = Json.read(
                first.getBytes(StandardCharsets.UTF_8), Limits.MAX_FRAME_BYTES, AgentLetter.Credentials.class);
        CallEngine engine = CallEngines.open(CallEngines.Options.HEADLESS);
        if (engine.availability() instanceof CallEngine.Availability.Unavailable(String sentence)) {
            say(UNAVAILABLE + sentence);
            System.exit(3);
        }
        try (EchoAgent agent = new EchoAgent(credentials, engine, EchoCall.Patience.USUAL)) {
            agent.onWelcome(() -> say(READY));
            agent.start();
            for (String line = letters.readLine(); line != null; line = letters.readLine()) {
                agent.tell(Json.read(line, AgentLetter.Renewal.class));
            }
        }
        engine.close();
        // All is closed. Threads of the natives may stay behind, and would complain that Java ends under them.
        Runtime.getRuntime().halt(0);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
