package io.callvault.architecture.violations.unmarked;

/** Lives in a package that says nothing about nulls. */
public record Unmarked() {}
