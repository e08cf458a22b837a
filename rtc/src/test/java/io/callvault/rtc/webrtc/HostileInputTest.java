package io.callvault.rtc.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.IceCandidate;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.guard.CandidateGuard;
import io.callvault.rtc.guard.IceServerGuard;
import io.callvault.rtc.guard.SdpGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of changed descriptions, candidates and relays through the guard into the real natives: whatever passes, the
 * process lives, and nothing with a percent sign passes. The seed is in each failure's name.
 */
class HostileInputTest {
    private static final long SEED = Long.getLong("callvault.seed", 41);
    private static final int DESCRIPTIONS = Integer.getInteger("callvault.mutations", 4_000);
    private static final int CANDIDATES = Integer.getInteger("callvault.mutations", 3_000);
    private static final int RELAYS = 500;
    private static final int A_PEER = 40;

    private static CallEngine engine;
    private static String offer = "";
    private static List<IceCandidate> candidates = List.of();

    @BeforeAll
    static void open() {
        engine = CallEngines.open(CallEngines.Options.HEADLESS);
        try (Call call = Call.between(engine)) {
            call.awaitConnected();
            await().atMost(Call.LIMIT).until(() -> call.caller().gathered);
            offer = call.caller().descriptions.getFirst().sdp();
            candidates = List.copyOf(call.caller().candidates);
        }
        assertThat(SdpGuard.check(offer).passed()).isPresent();
        assertThat(candidates)
                .isNotEmpty()
                .allMatch(one -> CandidateGuard.check(one).passed().isPresent());
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void descriptions() {
        Mutations mutations = new Mutations(SEED);
        int passed = 0;
        for (int done = 0; done < DESCRIPTIONS; done += A_PEER) {
            try (End end = new End(engine, End.plan("target", new AudioInput.None(), new VideoInput.None()))) {
                for (int i = 0; i < A_PEER; i++) {
                    String changed = mutations.of(offer);
                    Optional<String> fit = SdpGuard.check(changed).passed();
                    assertThat(fit.orElse("")).as("seed %d", SEED).doesNotContain("%");
                    passed += fit.isPresent() ? 1 : 0;
                    end.peer().takeOffer(changed);
                    if (mutations.random().nextInt(10) == 0) {
                        end.peer().answer();
                    }
                }
                end.peer().takeCandidates(candidates);
                awaitTaken(end);
            }
        }
        assertThat(passed).as("seed %d", SEED).isBetween(DESCRIPTIONS / 20, DESCRIPTIONS * 19 / 20);
        assertCallsWork();
    }

    @Test
    void candidatesOfARunningCall() {
        Mutations mutations = new Mutations(SEED + 1);
        try (Call call = Call.between(engine)) {
            call.awaitConnected();
            int passed = 0;
            for (int done = 0; done < CANDIDATES; done += A_PEER) {
                List<IceCandidate> changed = new ArrayList<>();
                for (int i = 0; i < A_PEER; i++) {
                    changed.add(change(mutations, candidates.get(i % candidates.size())));
                }
                for (IceCandidate one : changed) {
                    Optional<IceCandidate> fit = CandidateGuard.check(one).passed();
                    assertThat(fit.map(it -> it.text() + it.mid()).orElse(""))
                            .as("seed %d", SEED)
                            .doesNotContain("%");
                    passed += fit.isPresent() ? 1 : 0;
                }
                call.called().peer().takeCandidates(changed);
            }
            assertThat(passed).as("seed %d", SEED).isBetween(CANDIDATES / 20, CANDIDATES * 19 / 20);
            awaitTaken(call.called());
            long pictures = call.called().clock.clocks();
            await().atMost(Call.LIMIT).until(() -> call.called().clock.clocks() > pictures);
        }
    }

    @Test
    void relays() {
        Mutations mutations = new Mutations(SEED + 2);
        try (Call call = Call.between(engine)) {
            call.awaitConnected();
            for (int i = 0; i < RELAYS; i++) {
                IceServer changed = new IceServer(
                        List.of(mutations.of("turn:127.0.0.1:3478?transport=udp")),
                        mutations.random().nextInt(5) == 0 ? mutations.of("1795234724:me") : "1795234724:me",
                        "c2VjcmV0");
                IceServerGuard.check(changed)
                        .passed()
                        .ifPresent(fit -> assertThat(fit.urls() + fit.username())
                                .as("seed %d", SEED)
                                .doesNotContain("%"));
                call.caller().peer().relays(List.of(changed));
            }
            awaitTaken(call.caller());
        }
        assertCallsWork();
    }

    /** Steps are done in order, and this one is answered: then all before it are done, in the natives too. */
    private static void awaitTaken(End end) {
        end.peer().takeAnswer("");
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> end.refusals.contains("an answer came that nobody waits for"));
    }

    private static IceCandidate change(Mutations mutations, IceCandidate one) {
        return switch (mutations.random().nextInt(8)) {
            case 0 -> new IceCandidate(mutations.of(one.mid()), one.line(), one.text());
            case 1 -> new IceCandidate(one.mid(), mutations.random().nextInt(20) - 5, one.text());
            default -> new IceCandidate(one.mid(), one.line(), mutations.of(one.text()));
        };
    }

    private static void assertCallsWork() {
        try (Call call = Call.between(engine)) {
            call.awaitMedia();
        }
    }
}
