package io.callvault.architecture.violations.signaling.store;

import java.sql.Connection;

/** JDBC behind its door. */
public record LawfulServerStore(Connection connection) {}
