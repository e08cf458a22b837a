package io.callvault.desktop.fx;

import com.sun.glass.ui.Application;
import java.util.Locale;

/**
 * The class of our windows on Linux, by which a desktop finds the app's entry, its icon and its place among the running apps
 * ({@code StartupWMClass} in installers/linux). The toolkit says "java" unless it is told otherwise, and has no public way to be told.
 * FX thread, before the first window.
 */
final class WindowClass {
    static final String NAME = "io.callvault.Desktop";

    private WindowClass() {}

    static void set() {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            Application.GetApplication().setName(NAME);
        }
    }
}
