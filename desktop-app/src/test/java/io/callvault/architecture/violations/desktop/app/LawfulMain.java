package io.callvault.architecture.violations.desktop.app;

import io.callvault.architecture.violations.desktop.chat.ui.LawfulScreen;
import io.callvault.architecture.violations.desktop.contact.ui.ContactScreen;
import picocli.CommandLine;

/** The composition root: reads options, prints help, puts screens together. */
public record LawfulMain(CommandLine line, ContactScreen screen, LawfulScreen other) {
    void help() {
        System.out.println(line.getUsageMessage());
    }
}
