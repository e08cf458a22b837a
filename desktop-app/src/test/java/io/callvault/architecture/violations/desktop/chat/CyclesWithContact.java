package io.callvault.architecture.violations.desktop.chat;

import io.callvault.architecture.violations.desktop.contact.KnowsChat;

/** One half of a circle of features. */
public record CyclesWithContact(KnowsChat contact) {}
