package io.callvault.desktop.sync;

import io.callvault.desktop.link.Backoff;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.Gauge;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker for each thing the server does for this thread: five failures in a row open it, then nothing is asked for a
 * while (1, 2, 4, 8 s with full jitter), then one trial decides. Time is the loop's. Any thread.
 */
final class Circuits {

    /** Failures in a row that open a circuit (issue 3, "Outbox"). */
    static final int FAILURES = 5;

    /** Up to 8 s: what was healed is found within seconds, as the quiet within 60 s wants it. */
    private static final int LONGEST_STEP = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Circuits.class);

    private final Map<String, CircuitBreaker> circuits = new ConcurrentHashMap<>();
    private final CircuitBreakerConfig config;
    private final ClientMetrics metrics;

    Circuits(Loop loop, RandomGenerator random, ClientMetrics metrics) {
        this.metrics = metrics;
        this.config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(FAILURES)
                .minimumNumberOfCalls(FAILURES)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(opened -> 1
                        + Backoff.delay(Math.min(opened, LONGEST_STEP), random).toMillis())
                .clock(new LoopClock(loop))
                .currentTimestampFunction(clock -> loop.nanoTime(), TimeUnit.NANOSECONDS)
                .build();
    }

    /** One endpoint or path. */
    Circuit circuit(String name) {
        return new Circuit(circuits.computeIfAbsent(name, this::make));
    }

    /** A new connection says that the server is there: everything may be asked again. */
    void reset() {
        circuits.values().forEach(CircuitBreaker::reset);
        measure();
    }

    private CircuitBreaker make(String name) {
        CircuitBreaker breaker = CircuitBreaker.of(name, config);
        breaker.getEventPublisher().onStateTransition(change -> {
            CircuitBreaker.State now = change.getStateTransition().getToState();
            LOG.info("circuit {} is {}", name, now);
            if (now == CircuitBreaker.State.OPEN) {
                metrics.count(Counter.BREAKER_OPENINGS);
            }
            measure();
        });
        return breaker;
    }

    private void measure() {
        metrics.set(
                Gauge.OPEN_CIRCUITS,
                circuits.values().stream()
                        .filter(breaker -> breaker.getState() == CircuitBreaker.State.OPEN)
                        .count());
    }

    /** A handle on one of them. */
    record Circuit(CircuitBreaker breaker) {

        /** Whether asking is free; otherwise each question needs {@link #mayTry}. */
        boolean closed() {
            return breaker.getState() == CircuitBreaker.State.CLOSED;
        }

        /** Whether one question may be asked now; in doubt a single one at a time, whose end must be told. */
        boolean mayTry() {
            return breaker.tryAcquirePermission();
        }

        void succeeded() {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }

        void failed() {
            breaker.onError(0, TimeUnit.NANOSECONDS, new TroubleException());
        }

        /** The question was not asked after all, or its answer is lost. */
        void gaveUp() {
            breaker.releasePermission();
        }
    }

    /** Only counted, never thrown. */
    private static final class TroubleException extends Exception {

        private static final long serialVersionUID = 1L;

        TroubleException() {
            super("the server has trouble", null, false, false);
        }
    }

    /** The loop's time as the library wants it; its zero means nothing. */
    private static final class LoopClock extends Clock {

        private final Loop loop;

        LoopClock(Loop loop) {
            this.loop = loop;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(loop.nanoTime());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
