package io.callvault.architecture.violations.desktop.instance;

import io.callvault.architecture.violations.desktop.contact.KnowsChat;
import java.util.Optional;

/** A second start that knows the contacts. */
public record LoadsTooMuch(Optional<KnowsChat> contact) {}
