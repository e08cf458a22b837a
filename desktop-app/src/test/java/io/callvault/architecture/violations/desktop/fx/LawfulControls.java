package io.callvault.architecture.violations.desktop.fx;

import org.controlsfx.control.PopOver;

/** ControlsFX behind its door. */
public record LawfulControls(PopOver popOver) {}
