/**
 * The backend's database: embedded H2 in one file, and the only room that knows JDBC. One writer thread gathers waiting
 * commands into one transaction, makes it durable, then answers; two readers work beside it on snapshots. Tables hold SQL and
 * no rules: rules stand in {@code account} and {@code relay}, which run them through {@link Store#write} and {@link Store#read}.
 */
@NullMarked
package io.callvault.signaling.store;

import org.jspecify.annotations.NullMarked;
