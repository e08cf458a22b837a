package io.callvault.installer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image's own backend, for as long as a training lasts.
 *
 * @param address where it listens
 */
record TrainingServer(Process process, String address) implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready at (http\\S+)");
    private static final long GOODBYE_S = 10;

    /** @param data folder for its database; made if missing */
    static TrainingServer start(Image image, Path data) throws IOException, InstallerException {
        Launcher server = image.launcherConfig(Launcher.SERVER);
        List<String> command = new ArrayList<>(List.of(image.java().toString()));
        command.addAll(LauncherConfig.options(server, image.app()));
        command.addAll(List.of("-cp", LauncherConfig.classPath(server, image.app()), server.mainClass()));
        command.addAll(List.of("--port", "0", "--no-echo-calls", "--data", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                // Nobody reads what it says from now on, which is less than a pipe holds.
                return new TrainingServer(process, ready.group(1));
            }
            said.append(line).append('\n');
        }
        throw new InstallerException("The backend of the image did not start. It said:\n" + said);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GOODBYE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
