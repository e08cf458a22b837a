package io.callvault.installer;

import io.callvault.installer.natives.NativesCheck;
import io.callvault.installer.natives.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Puts an image together: stage, jlink, jpackage, our own settings of the launchers. */
final class AppImage {
    private final Workshop workshop;

    AppImage(Workshop workshop) {
        this.workshop = workshop;
    }

    /** The image without its cache; what was there before is gone. */
    Image make() throws IOException, InstallerException {
        Path work = Folders.fresh(workshop.work());
        Path jars = Files.createDirectories(work.resolve("app"));
        Image image = Image.below(Folders.fresh(workshop.images()), workshop.target());
        Path natives = workshop.target().os() == Target.Os.WINDOWS ? work.resolve("bin") : jars;
        ClassPath app = ClassPath.of(workshop.root().resolve("desktop-app"));
        ClassPath server = ClassPath.of(workshop.root().resolve("signaling-stub"));
        Stage stage = Stage.fill(List.of(app, server), jars, natives, workshop.time());
        List<Launcher> launchers = new ArrayList<>(List.of(
                Launcher.app(workshop.target().os(), workshop.version(), stage.jars(app)),
                Launcher.server(workshop.version(), stage.jars(server))));
        if (workshop.target().os() == Target.Os.WINDOWS) {
            launchers.add(launchers.getFirst().console());
        }

        List<Path> all = new ArrayList<>();
        stage.names().values().stream().sorted().forEach(name -> all.add(jars.resolve(name)));
        workshop.say("checking what modules of Java are needed");
        RuntimeImage.check(work, all);
        workshop.say("linking the runtime");
        Path runtime = work.resolve("runtime");
        RuntimeImage.link(work, runtime);
        workshop.say("laying out the image");
        jpackage(work, jars, runtime, launchers);
        for (Launcher launcher : launchers) {
            Files.writeString(
                    image.app().resolve(launcher.name() + ".cfg"),
                    LauncherConfig.text(launcher),
                    StandardCharsets.UTF_8);
        }
        if (!natives.equals(jars)) {
            Folders.copy(natives, image.javaFxNatives());
        }
        checkNatives(image);
        Path legal = image.app().resolve("legal");
        LegalTexts.own(workshop.root(), legal.resolve("callvault"));
        LegalTexts.collect(
                Stream.concat(app.jars().stream(), server.jars().stream())
                        .distinct()
                        .toList(),
                legal);
        Folders.stamp(image.root(), workshop.time());
        return image;
    }

    /** A library that is missing would be noticed by a person, at the first call or the first window. */
    private static void checkNatives(Image image) throws IOException, InstallerException {
        Platform platform = Platform.of(image.target())
                .orElseThrow(() -> new InstallerException("JavaFX and webrtc-java have no natives for "
                        + image.target().label() + "."));
        List<String> problems = NativesCheck.problems(
                platform,
                Stream.of(image.app(), image.javaFxNatives()).distinct().toList());
        if (!problems.isEmpty()) {
            throw new InstallerException("The image would not run: " + String.join("; ", problems) + ".");
        }
    }

    private void jpackage(Path work, Path jars, Path runtime, List<Launcher> launchers)
            throws IOException, InstallerException {
        Launcher app = launchers.getFirst();
        List<String> command = new ArrayList<>(List.of(
                Tool.ofJdk("jpackage"),
                "--type",
                "app-image",
                "--name",
                app.name(),
                "--app-version",
                workshop.target().os() == Target.Os.MACOS
                        ? workshop.version().numbersFromOne()
                        : workshop.version().numbers(),
                "--vendor",
                "The Call Vault authors",
                "--copyright",
                "Copyright 2026 The Call Vault authors",
                "--description",
                "Call Vault",
                "--runtime-image",
                runtime.toString(),
                "--input",
                jars.toString(),
                "--main-jar",
                app.jars().getFirst(),
                "--main-class",
                app.mainClass(),
                "--dest",
                workshop.images().toString()));
        for (Launcher launcher : launchers.subList(1, launchers.size())) {
            Path settings = work.resolve(launcher.name() + ".properties");
            Files.writeString(
                    settings,
                    "main-jar=" + launcher.jars().getFirst() + "\nmain-class=" + launcher.mainClass()
                            + "\nwin-console=true\n",
                    StandardCharsets.ISO_8859_1);
            command.add("--add-launcher");
            command.add(launcher.name() + "=" + settings);
        }
        command.addAll(workshop.jpackageOptions());
        Tool.run(work, command);
    }
}
