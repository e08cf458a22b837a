package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {
    @TempDir
    private Path folder;

    private Path jars = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        jars = Files.createDirectories(folder.resolve("app"));
    }

    private Path jar(String name, String... entries) throws IOException {
        return Jars.make(folder.resolve(name), entries);
    }

    @Test
    void aJarOfBothLaunchersIsThereOnceAndEachKeepsItsOrder() throws Exception {
        Path own = jar("z/desktop-app.jar", "A.class");
        Path shared = jar("y/shared.jar", "B.class");
        Path last = jar("x/a-last.jar", "C.class");
        Path server = jar("w/server.jar", "D.class");
        ClassPath app = ClassPath.of(Stream.of(own, shared, last, shared));
        ClassPath backend = ClassPath.of(Stream.of(server, last, shared));
        Stage stage = Stage.fill(List.of(app, backend), jars, jars, Checkout.TIME);
        assertThat(stage.jars(app)).containsExactly("desktop-app.jar", "shared.jar", "a-last.jar");
        assertThat(stage.jars(backend)).containsExactly("server.jar", "a-last.jar", "shared.jar");
        try (Stream<Path> files = Files.list(jars)) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void twoVersionsUnderOneNameAreRefused() throws Exception {
        ClassPath one = ClassPath.of(Stream.of(jar("one/same.jar", "A.class")));
        ClassPath other = ClassPath.of(Stream.of(jar("other/same.jar", "B.class")));
        assertThatThrownBy(() -> Stage.fill(List.of(one, other), jars, jars, Checkout.TIME))
                .isInstanceOf(InstallerException.class)
                .hasMessageContaining("same.jar");
    }

    @Test
    void javaFxNativesGoWhereItLooksOthersBesideTheirJar() throws Exception {
        Path bin = folder.resolve("bin");
        ClassPath path = ClassPath.of(Stream.of(
                jar("javafx-graphics-26-win.jar", "glass.dll", "A.class"),
                jar("webrtc-java-0-windows.jar", "META-INF/MANIFEST.MF", "webrtc-java.dll")));
        Stage stage = Stage.fill(List.of(path), jars, bin, Checkout.TIME);
        assertThat(bin.resolve("glass.dll")).exists();
        assertThat(jars.resolve("webrtc-java.dll")).exists();
        assertThat(stage.jars(path)).containsExactly("javafx-graphics-26-win.jar");
        assertThat(stage.natives()).containsOnlyKeys("javafx-graphics-26-win.jar", "webrtc-java-0-windows.jar");
    }

    @Test
    void aFolderOfClassesIsNoJar() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        assertThatThrownBy(() -> ClassPath.of(Stream.of(classes))).isInstanceOf(InstallerException.class);
    }

    @Test
    void aModulesPathIsItsOwnJarThenWhatMavenWrote() throws Exception {
        Path module = folder.resolve("desktop-app");
        Path own = jar("desktop-app/target/desktop-app-1.0.0.jar", "A.class");
        Path library = jar("library.jar", "B.class");
        Path list = module.resolve("target/callvault/run.classpath");
        Files.createDirectories(list.getParent());
        Files.writeString(list, library.toString(), StandardCharsets.UTF_8);
        assertThat(ClassPath.of(module).jars()).containsExactly(own, library);
    }

    @Test
    void aModuleThatWasNotPackagedSaysHow() {
        assertThatThrownBy(() -> ClassPath.of(folder.resolve("desktop-app")))
                .isInstanceOf(InstallerException.class)
                .hasMessageContaining("./callvault installer");
    }
}
