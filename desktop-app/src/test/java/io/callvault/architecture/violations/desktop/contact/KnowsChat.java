package io.callvault.architecture.violations.desktop.contact;

import io.callvault.architecture.violations.desktop.chat.CyclesWithContact;
import java.util.Optional;

/** The other half of a circle of features. */
public record KnowsChat(Optional<CyclesWithContact> chat) {}
