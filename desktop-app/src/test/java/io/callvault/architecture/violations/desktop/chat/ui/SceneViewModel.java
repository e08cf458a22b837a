package io.callvault.architecture.violations.desktop.chat.ui;

import javafx.scene.Node;

/** A view model that knows the scene. */
public record SceneViewModel(Node node) {}
