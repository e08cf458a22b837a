package io.callvault.rtc.webrtc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the natives cannot be used, in a sentence for the user. */
final class Unavailability {
    private static final Pattern LIBRARY =
            Pattern.compile("(lib[A-Za-z0-9_.-]+\\.so[0-9.]*): cannot open shared object");

    private Unavailability() {}

    static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            Matcher library = LIBRARY.matcher(message);
            if (library.find()) {
                return "Calls need the system library " + library.group(1)
                        + ", which is missing: install it and start again.";
            }
            if (message.contains("failed to map segment") || message.contains("Operation not permitted")) {
                return "Calls do not work because the folder for temporary files does not allow programs (noexec): "
                        + "start with -Djava.io.tmpdir set to one that does.";
            }
            if (message.toLowerCase(Locale.ROOT).contains("no space left")) {
                return "Calls do not work because the folder for temporary files is full: free 30 MB and start again.";
            }
        }
        return "Calls do not work on this system (" + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "): there is no media engine for it, or it could not be loaded.";
    }
}
