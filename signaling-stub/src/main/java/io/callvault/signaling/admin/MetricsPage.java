package io.callvault.signaling.admin;

import io.callvault.signaling.metric.CallOutcome;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.metric.SignatureFailure;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The figures in the text format of Prometheus. Any thread; a page blocks for one read of the database. */
public final class MetricsPage {

    /** Content type of {@link #text}. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Milliseconds: from a loopback send to one that somebody notices. */
    private static final double[] BUCKETS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000};

    /**
     * What is asked for when a page is wanted.
     *
     * @param connections that have said hello
     * @param outflow events that wait in all of them
     * @param calls that ring or run
     */
    public record Sources(
            ServerMetrics metrics, Store store, IntSupplier connections, IntSupplier outflow, IntSupplier calls) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Sources sources;

    public MetricsPage(Sources sources) {
        this.sources = sources;
        DistributionSummary latency = DistributionSummary.builder("message_send_latency_ms")
                .description("From the receipt of a send to its acknowledgement, milliseconds")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        sources.metrics().onLatency(latency::record);
        for (Counter counter : Counter.values()) {
            counter(counter.metricName(), counter.help(), metrics -> metrics.get(counter));
        }
        for (SignatureFailure failure : SignatureFailure.values()) {
            FunctionCounter.builder("signature_failures", sources.metrics(), metrics -> metrics.get(failure))
                    .description("Signatures that were not accepted")
                    .tag("cause", failure.cause())
                    .register(registry);
        }
        for (CallOutcome outcome : CallOutcome.values()) {
            FunctionCounter.builder("calls_ended", sources.metrics(), metrics -> metrics.get(outcome))
                    .description("Calls that ended")
                    .tag("reason", outcome.reason())
                    .register(registry);
        }
        gauge("calls_active", "Calls that ring or run", sources.calls()::getAsInt);
        gauge("ws_connections", "Connections that have said hello", sources.connections()::getAsInt);
        gauge("outflow_queue_depth", "Events that wait in connections", sources.outflow()::getAsInt);
        gauge("writer_queue_depth", "Commands that wait for the writer", sources.store()::queued);
        gauge("dead_letters_standing", "Dead letters that wait for somebody", this::deadLetters);
        gauge("media_upload_fail_rate", "Share of uploads that failed; zero until there is media", () -> 0);
        FunctionCounter.builder(
                        "store_fsyncs",
                        sources.store(),
                        store -> store.counters().syncs())
                .description("Times the database was forced to the disk")
                .register(registry);
        FunctionCounter.builder(
                        "store_commands",
                        sources.store(),
                        store -> store.counters().commands())
                .description("Commands the writer ran")
                .register(registry);
    }

    private void counter(String name, String help, ToDoubleFunction<ServerMetrics> value) {
        FunctionCounter.builder(name, sources.metrics(), value)
                .description(help)
                .register(registry);
    }

    private void gauge(String name, String help, Supplier<Number> value) {
        Gauge.builder(name, value).description(help).strongReference(true).register(registry);
    }

    /** NaN, which Prometheus shows as a gap, while the database cannot be read. */
    private Number deadLetters() {
        try {
            return sources.store().<Long>read(tables -> tables.deadLetters().count());
        } catch (RefusedException e) {
            return Double.NaN;
        }
    }

    /** The page as it is now. */
    public String text() {
        // Codes come up as they happen; a counter that is there already is not made again.
        sources.metrics()
                .nacks()
                .keySet()
                .forEach(code -> FunctionCounter.builder(
                                "nacks",
                                sources.metrics(),
                                metrics -> metrics.nacks().getOrDefault(code, 0L))
                        .description("Messages that were not taken")
                        .tag("code", code)
                        .register(registry));
        return registry.scrape();
    }
}
