package io.callvault.architecture.violations.desktop.chat.ui;

import io.callvault.architecture.violations.desktop.chat.OpensForeignDoors;
import javafx.scene.Node;

/** A screen that draws, and knows its own service. */
public record LawfulScreen(Node node, OpensForeignDoors service) {}
