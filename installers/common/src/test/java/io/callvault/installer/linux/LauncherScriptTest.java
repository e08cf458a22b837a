package io.callvault.installer.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.installer.Checkout;
import io.callvault.installer.Launcher;
import io.callvault.installer.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script is run, with a stand-in for Java that tells what it was given. */
@EnabledOnOs(OS.LINUX)
class LauncherScriptTest {
    @TempDir
    private Path folder;

    @Test
    void startsTheImagesJavaFromAnyPlaceThroughALink() throws Exception {
        Path home = folder.resolve("a home with spaces");
        PackageTree.write(
                home.resolve("lib/runtime/bin/java"),
                "#!/bin/sh\nfor a in \"$@\"; do echo \"$a\"; done\necho \"${JDK_JAVA_OPTIONS-none}\"\n",
                true);
        Launcher launcher =
                new Launcher("callvault", "a.Main", List.of("b.jar", "a.jar"), List.of("-XX:AOTCache=$APPDIR/app.aot"));
        Path template = Checkout.root().resolve("installers/linux/bin/launcher.in");
        PackageTree.write(home.resolve("bin/callvault"), LauncherScript.text(template, launcher), true);
        Path link = Files.createSymbolicLink(folder.resolve("callvault"), home.resolve("bin/callvault"));

        String said = Tool.run(
                folder, Map.of("JDK_JAVA_OPTIONS", "-Xmx1m"), List.of(link.toString(), "callvault://add/x y", "$HOME"));

        String app = home.toRealPath().resolve("lib/app").toString();
        assertThat(said.lines())
                .containsExactly(
                        "-XX:AOTCache=" + app + "/app.aot",
                        "-Djpackage.app-path=" + home.toRealPath().resolve("bin/callvault"),
                        "-cp",
                        app + "/b.jar:" + app + "/a.jar",
                        "a.Main",
                        "callvault://add/x y",
                        "$HOME",
                        "none");
    }
}
