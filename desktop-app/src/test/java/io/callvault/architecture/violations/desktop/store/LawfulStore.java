package io.callvault.architecture.violations.desktop.store;

import java.sql.Connection;

/** JDBC behind its door. */
public record LawfulStore(Connection connection) {}
