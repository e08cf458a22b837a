package io.callvault.architecture.violations.habits;

import org.junit.jupiter.api.Disabled;

/** A test that does not run. */
public final class SwitchedOff {
    @Disabled("the violation")
    void runs() {}
}
