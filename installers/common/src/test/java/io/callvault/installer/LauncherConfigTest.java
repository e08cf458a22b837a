package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherConfigTest {
    private static final Target LINUX = new Target(Target.Os.LINUX, Target.Arch.X64);

    @TempDir
    private Path folder;

    private Image image = new Image(Path.of(""), LINUX);
    private final Launcher app = Launcher.app(Target.Os.LINUX, new PackageVersion("1.2.3"), List.of("b.jar", "a.jar"));

    @BeforeEach
    void writeConfig() throws Exception {
        image = new Image(folder, LINUX);
        Files.createDirectories(image.app());
        Files.writeString(image.app().resolve("callvault.cfg"), LauncherConfig.text(app));
    }

    @Test
    void keepsTheOrderOfTheJars() {
        assertThat(LauncherConfig.text(app))
                .startsWith("[Application]\napp.classpath=$APPDIR/b.jar\napp.classpath=$APPDIR/a.jar\napp.mainclass=")
                .contains("\n[JavaOptions]\njava-options=-XX:+UseSerialGC\n");
    }

    @Test
    void isReadBackAsItWasWritten() throws Exception {
        assertThat(image.launcherConfig("callvault")).isEqualTo(app);
    }

    @Test
    void theTrainingRunsUnderTheLaunchersOptionsAndOrder() throws Exception {
        List<String> command = Training.command(image, folder.resolve("home"), "http://127.0.0.1:1");
        assertThat(command.getFirst()).isEqualTo(image.java().toString());
        assertThat(command)
                .contains("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:AOTCacheOutput=" + image.cache())
                .noneMatch(option -> option.startsWith("-XX:AOTCache="));
        String path = command.get(command.indexOf("-cp") + 1);
        assertThat(path)
                .isEqualTo(image.app().resolve("b.jar")
                        + System.getProperty("path.separator")
                        + image.app().resolve("a.jar"));
        assertThat(command.get(command.indexOf("-cp") + 2)).isEqualTo(app.mainClass());
    }

    @Test
    void theAppUsesTheCacheTheTrainingLeaves() {
        assertThat(LauncherConfig.options(app, image.app())).contains("-XX:AOTCache=" + image.cache());
    }
}
