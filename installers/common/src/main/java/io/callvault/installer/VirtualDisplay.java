package io.callvault.installer;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A screen that nobody sees, so that a build opens no window on the builder's desktop and runs on machines without one. Linux alone
 * has it (Xvfb); elsewhere the session's own screen is used.
 *
 * @param environment what a program needs to draw there
 */
record VirtualDisplay(Map<String, String> environment, List<Process> server) implements AutoCloseable {

    static VirtualDisplay open(Target.Os os) throws IOException, InstallerException {
        if (os != Target.Os.LINUX) {
            return new VirtualDisplay(Map.of(), List.of());
        }
        Process server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // It writes its number when it is ready, and nothing else; the end of its output if it cannot start.
        BufferedReader said = server.inputReader();
        String number = said.readLine();
        if (number == null) {
            throw new InstallerException("Xvfb did not start: the cache is trained on its screen.");
        }
        return new VirtualDisplay(
                Map.of("DISPLAY", ":" + number.strip(), "WAYLAND_DISPLAY", "", "GDK_BACKEND", "x11"), List.of(server));
    }

    @Override
    public void close() {
        server.forEach(Process::destroy);
    }
}
