package io.callvault.architecture.violations.habits;

/** A record may be as wide as its row. */
public record LawfulValue(int a, int b, int c, int d, int e, int f, int g, int h) {}
