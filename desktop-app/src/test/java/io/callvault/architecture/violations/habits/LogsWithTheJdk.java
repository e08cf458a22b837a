package io.callvault.architecture.violations.habits;

import java.util.logging.Logger;

/** A second log. */
public record LogsWithTheJdk(Logger log) {}
