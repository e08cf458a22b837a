package io.callvault.desktop.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A launch agent of the person (launchd.plist(5)), read at the next sign-in. Tested by what it writes; not run on macOS here. */
final class MacAutostart implements Autostart {

    private static final Logger LOG = LoggerFactory.getLogger(MacAutostart.class);
    private static final String FILE = AppCommand.APP_ID + ".plist";

    private final AppCommand app;
    private final Path folder;

    MacAutostart(AppCommand app, Path home) {
        this.app = app;
        folder = home.resolve("Library").resolve("LaunchAgents");
    }

    @Override
    public Standing standing() {
        return Files.exists(folder.resolve(FILE)) ? new Standing.On() : new Standing.Off();
    }

    @Override
    public Standing set(boolean on) {
        try {
            if (on) {
                SmallFiles.write(folder, FILE, document());
            } else {
                Files.deleteIfExists(folder.resolve(FILE));
            }
            return standing();
        } catch (IOException e) {
            LOG.warn("the launch agent could not be changed", e);
            return new Standing.Failed("The folder " + folder + " cannot be written: check that it is yours.");
        }
    }

    /** Only in a session with a screen, and never again when a person quits the app. */
    private String document() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>Label</key>
                  <string>%s</string>
                  <key>ProgramArguments</key>
                  <array>
                    <string>%s</string>
                    <string>%s</string>
                  </array>
                  <key>RunAtLoad</key>
                  <true/>
                  <key>LimitLoadToSessionType</key>
                  <string>Aqua</string>
                </dict>
                </plist>
                """.formatted(AppCommand.APP_ID, escaped(app.launcher()), AppCommand.MINIMIZED);
    }

    private static String escaped(Path path) {
        return path.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
