package io.callvault.architecture.violations.rtc.scripted;

import io.callvault.architecture.violations.desktop.contact.KnowsChat;

/** An engine that knows one of its users. */
public record KnowsTheApp(KnowsChat feature) {}
