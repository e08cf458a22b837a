package io.callvault.architecture.violations.desktop.metric;

import io.callvault.architecture.violations.desktop.contact.KnowsChat;
import java.util.Optional;

/** Figures that know the one who counts. */
public record CountsWithContacts(Optional<KnowsChat> contact) {}
