package io.callvault.desktop.diag;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:40:00Z");

    private static String value(ConnectionFacts facts, String id) {
        return Facts.of(facts, ZoneOffset.UTC).stream()
                .flatMap(section -> section.facts().stream())
                .filter(fact -> fact.id().equals(id))
                .map(Facts.Fact::value)
                .findFirst()
                .orElseThrow();
    }

    private static ConnectionFacts fresh() {
        return new ConnectionFacts(
                LinkStatus.OFFLINE,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                new ClientMetrics().snapshot());
    }

    @Test
    void everyFigureIsTold() {
        ConnectionFacts facts = new FakeDetails().read().toCompletableFuture().join();
        assertThat(value(facts, "status")).isEqualTo("Connected");
        assertThat(value(facts, "transport")).isEqualTo("WebSocket");
        assertThat(value(facts, "since")).isEqualTo("20 Nov 14:02:11");
        assertThat(value(facts, "heartbeat")).isEqualTo("12 s ago");
        assertThat(value(facts, "offset")).isEqualTo("41 ms behind");
        assertThat(value(facts, "cursor")).isEqualTo("18,442");
        assertThat(value(facts, "outbox")).isEqualTo("3");
        assertThat(value(facts, "oldest")).isEqualTo("1 min 35 s");
        assertThat(value(facts, "latency-p50")).isEqualTo("within 5 ms");
        assertThat(value(facts, "latency-p99")).isEqualTo("within 200 ms");
        assertThat(value(facts, "reconnects")).isEqualTo("2");
        assertThat(value(facts, "dead-letters")).isEqualTo("1");
    }

    @Test
    void everyCounterAndQueueHasALineOfItsOwn() {
        List<String> ids = Facts.of(fresh(), ZoneOffset.UTC).stream()
                .flatMap(section -> section.facts().stream().map(Facts.Fact::id))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(14 + Gauge.values().length - 1 + Counter.values().length - 2);
        assertThat(ids).allMatch(id -> id.matches("[a-z0-9-]+"));
    }

    @Test
    void whatIsNotKnownIsNotInvented() {
        for (String id :
                List.of("transport", "since", "heartbeat", "offset", "epoch", "cursor", "oldest", "latency-p50")) {
            assertThat(value(fresh(), id)).as(id).isEqualTo("–");
        }
    }

    @Test
    void longTimesAreReadable() {
        ConnectionFacts facts = new ConnectionFacts(
                LinkStatus.ONLINE,
                Optional.of(NOW),
                Optional.of(Duration.ofSeconds(59)),
                0,
                Optional.empty(),
                1,
                Optional.of(Duration.ofMinutes(135)),
                0,
                new ClientMetrics().snapshot());
        assertThat(value(facts, "oldest")).isEqualTo("2 h 15 min");
        assertThat(value(facts, "heartbeat")).isEqualTo("59 s ago");
        assertThat(value(facts, "offset")).isEqualTo("the same");
    }

    @Test
    void theReportNamesTheMachineAndTheFiguresAndNobody() {
        String report = Report.of(new FakeDetails().read().toCompletableFuture().join(), NOW);
        assertThat(report)
                .startsWith("Call Vault connection report, 2026-11-20T14:40:00Z\n")
                .contains("Java ", "Transport: WebSocket", "Waiting to be sent: 3", "Reconnects: 2")
                .doesNotContain(System.getProperty("user.name"), System.getProperty("user.home"), "://");
    }
}
