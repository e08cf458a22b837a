package io.callvault.desktop.calltest.child;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the child is started: with the Java and the class path of this process.
 *
 * @param mainClass the child's; tests have others
 * @param more arguments for the virtual machine
 */
public record ChildCommand(Path java, String classPath, String mainClass, List<String> more) {
    static final String CRASH_FILE = "crash.txt";

    /** Empty where there is no Java launcher, as in an image that was stripped of it. */
    static Optional<ChildCommand> ofThisProcess() {
        Path folder = Path.of(System.getProperty("java.home")).resolve("bin");
        for (String name : List.of("java", "java.exe")) {
            if (Files.isExecutable(folder.resolve(name))) {
                return Optional.of(new ChildCommand(
                        folder.resolve(name),
                        System.getProperty("java.class.path"),
                        CallTestChildMain.class.getName(),
                        List.of()));
            }
        }
        return Optional.empty();
    }

    /** The command line; the class path goes through a file, because it may be longer than a command line may be. */
    List<String> line(Path folder) throws IOException {
        Path arguments = folder.resolve("arguments.txt");
        String quoted = "\"" + classPath.replace("\\", "\\\\") + "\"";
        // A launcher reads its argument file in the system's own charset.
        Files.writeString(
                arguments, "-cp " + quoted + "\n", Charset.forName(System.getProperty("native.encoding", "UTF-8")));
        List<String> line = new ArrayList<>(List.of(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:ErrorFile=" + folder.resolve(CRASH_FILE),
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.awt.headless=true",
                "-Djava.net.useSystemProxies=" + System.getProperty("java.net.useSystemProxies", "true"),
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=io/callvault/desktop/app-logback.xml"));
        line.addAll(more);
        line.add("@" + arguments);
        line.add(mainClass);
        return List.copyOf(line);
    }
}
