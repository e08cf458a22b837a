package io.callvault.architecture.violations.signaling.server;

import io.vertx.core.Vertx;
import picocli.CommandLine;

/** Vert.x and the command line behind their doors. */
public record LawfulServer(Vertx vertx, CommandLine line) {}
