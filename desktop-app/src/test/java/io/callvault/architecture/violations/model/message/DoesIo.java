package io.callvault.architecture.violations.model.message;

import java.nio.file.Path;

/** A value that touches files. */
public record DoesIo(Path file) {}
