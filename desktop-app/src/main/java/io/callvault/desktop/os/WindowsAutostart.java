package io.callvault.desktop.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value in the {@code Run} key of the person's registry. It is written by importing a file, because the quotes that a path needs would
 * have to pass the quoting of a command line, too. Tested by what it writes; not run on Windows here.
 */
final class WindowsAutostart implements Autostart {

    private static final Logger LOG = LoggerFactory.getLogger(WindowsAutostart.class);
    private static final String RUN = "Software\\Microsoft\\Windows\\CurrentVersion\\Run";

    /** UTF-16 with this mark is the form that {@code reg export} writes. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final AppCommand app;
    private final String reg;
    private final SystemTool tool;

    /** @param system {@code SystemRoot}: the program is not looked for in the working folder */
    WindowsAutostart(AppCommand app, Path system, SystemTool tool) {
        this.app = app;
        reg = system.resolve("System32").resolve("reg.exe").toString();
        this.tool = tool;
    }

    @Override
    public Standing standing() {
        try {
            // 0: there is such a value; 1: there is none.
            int exit = tool.run(List.of(reg, "query", "HKCU\\" + RUN, "/v", AppCommand.APP_ID));
            return exit == 0 ? new Standing.On() : new Standing.Off();
        } catch (IOException e) {
            LOG.warn("the registry could not be read", e);
            return new Standing.Unavailable("Windows does not let Call Vault read what is started at sign-in.");
        }
    }

    @Override
    public Standing set(boolean on) {
        try {
            Path file = Files.createTempFile("callvault", ".reg");
            try {
                Files.writeString(file, BYTE_ORDER_MARK + document(on), StandardCharsets.UTF_16LE);
                if (tool.run(List.of(reg, "import", file.toString())) != 0) {
                    throw new IOException("reg.exe refused");
                }
            } finally {
                Files.deleteIfExists(file);
            }
            return standing();
        } catch (IOException e) {
            LOG.warn("the registry could not be changed", e);
            return new Standing.Failed("Windows does not let Call Vault change what is started at sign-in."
                    + " Ask who looks after this computer.");
        }
    }

    /** The file to import; a value of {@code -} deletes. */
    private String document(boolean on) {
        String value = on ? quoted("\"" + app.launcher() + "\" " + AppCommand.MINIMIZED) : "-";
        return "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\" + RUN + "]\r\n"
                + quoted(AppCommand.APP_ID) + "=" + value + "\r\n\r\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
