package io.callvault.architecture.violations.desktop.metric;

/** Figures that know nobody. */
public record LawfulFigures(long count) {}
