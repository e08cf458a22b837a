package io.callvault.architecture.violations.model.message;

import java.util.concurrent.ExecutorService;

/** A value that owns threads. */
public record StartsThreads(ExecutorService threads) {}
