package io.callvault.signaling.metric;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's figures since its start. Any thread; counting never waits, and the memory is bounded. */
public final class ServerMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(ServerMetrics.class);

    /** Codes are ours and few; a bug must not make a name for every message. */
    private static final int MOST_CODES = 64;

    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<SignatureFailure, LongAdder> signatures = new EnumMap<>(SignatureFailure.class);
    private final Map<CallOutcome, LongAdder> calls = new EnumMap<>(CallOutcome.class);
    private final Map<String, LongAdder> nacks = new ConcurrentHashMap<>();
    private volatile DoubleConsumer latency = millis -> {};

    public ServerMetrics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
        for (SignatureFailure failure : SignatureFailure.values()) {
            signatures.put(failure, new LongAdder());
        }
        for (CallOutcome outcome : CallOutcome.values()) {
            calls.put(outcome, new LongAdder());
        }
    }

    public void count(Counter counter) {
        adder(counters, counter).increment();
    }

    public long get(Counter counter) {
        return adder(counters, counter).sum();
    }

    /**
     * A signature was not accepted: counted, and logged in one line of key=value. Nothing secret may be handed in: ids are
     * public, tokens, keys, nonces and signatures are not wanted.
     *
     * @param what was signed: request, session, account, device, recovery or envelope
     * @param who the device or user that is said to have signed; empty text if nobody knows
     * @param offsetMs the signer's clock minus the server's, milliseconds; 0 where time plays no part
     */
    public void refused(SignatureFailure cause, String what, String who, long offsetMs) {
        adder(signatures, cause).increment();
        LOG.warn("signature_failure cause={} what={} who={} offset_ms={}", cause.cause(), what, who, offsetMs);
    }

    public long get(SignatureFailure cause) {
        return adder(signatures, cause).sum();
    }

    /** A call is over. */
    public void ended(CallOutcome outcome) {
        adder(calls, outcome).increment();
    }

    public long get(CallOutcome outcome) {
        return adder(calls, outcome).sum();
    }

    /** @param code the problem code on the wire */
    public void nacked(String code) {
        if (nacks.size() < MOST_CODES || nacks.containsKey(code)) {
            nacks.computeIfAbsent(code, fresh -> new LongAdder()).increment();
        }
    }

    /** Nacks by code, sorted. */
    public Map<String, Long> nacks() {
        Map<String, Long> now = new TreeMap<>();
        nacks.forEach((code, adder) -> now.put(code, adder.sum()));
        return now;
    }

    /** A message was acknowledged that many nanoseconds after it was received. */
    public void acked(long nanos) {
        count(Counter.MESSAGES_ACKED);
        latency.accept(nanos / 1e6);
    }

    /** Who keeps the latencies, in milliseconds; called on the store's writer thread, so it must not wait. */
    public void onLatency(DoubleConsumer keeper) {
        latency = keeper;
    }

    private static <K> LongAdder adder(Map<K, LongAdder> from, K key) {
        LongAdder adder = from.get(key);
        if (adder == null) {
            throw new IllegalStateException("not counted: " + key);
        }
        return adder;
    }
}
