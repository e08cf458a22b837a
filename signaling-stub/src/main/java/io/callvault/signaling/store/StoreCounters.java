package io.callvault.signaling.store;

/**
 * What the writer did since the start.
 *
 * @param commands commands run, also refused ones
 * @param syncs fsyncs; many commands share one
 */
public record StoreCounters(long commands, long syncs) {}
