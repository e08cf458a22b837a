package io.callvault.desktop.store.row;

/** Seqs from {@code from} to {@code to}, both included. */
public record SeqRange(long from, long to) {}
