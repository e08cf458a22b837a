package io.callvault.architecture.violations.desktop.update;

import io.callvault.architecture.violations.desktop.contact.KnowsChat;
import java.util.Optional;

/** Updates that know a person's contacts. */
public record TellsContacts(Optional<KnowsChat> contact) {}
