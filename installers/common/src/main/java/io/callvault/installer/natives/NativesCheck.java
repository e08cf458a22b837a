package io.callvault.installer.natives;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges what is shipped for one system: do its jars exist, is every library there that the app loads, and is none there for another
 * system or processor?
 *
 * <p>ffmpeg is not asked for: the app has no media yet that would run it.
 */
public final class NativesCheck {
    /** JavaFX's modules that the app uses: each comes as one jar per system, natives inside or not. */
    static final List<String> JAVAFX = List.of("javafx-base", "javafx-controls", "javafx-graphics", "javafx-swing");

    static final String WEBRTC = "webrtc-java";

    private NativesCheck() {}

    /** One sentence for each jar of this platform that is not among these. */
    public static List<String> missingJars(Platform platform, List<Path> jars) {
        List<String> missing = new ArrayList<>();
        JAVAFX.forEach(module -> want(module, platform.javafxClassifier(), jars, missing));
        want(WEBRTC, platform.webrtcClassifier(), jars, missing);
        return List.copyOf(missing);
    }

    /**
     * One sentence for each library that is missing or wrong; none when an app with these folders finds all its natives.
     *
     * @param folders of jars, of natives, or of both; those below them are not looked into
     * @throws IOException when a folder or a jar of it cannot be read
     */
    public static List<String> problems(Platform platform, List<Path> folders) throws IOException {
        List<NativeLibrary> found = new ArrayList<>();
        for (Path folder : folders) {
            found.addAll(NativeLibrary.in(folder));
        }
        List<String> problems = new ArrayList<>();
        for (String library : libraries(platform)) {
            if (found.stream().noneMatch(is -> is.name().equals(library) && is.fits(platform))) {
                problems.add(platform.target().label() + ": " + library + " is missing");
            }
        }
        found.stream()
                .filter(is -> !is.fits(platform))
                .map(is ->
                        platform.target().label() + ": " + is.name() + " in " + is.where() + " is for another system: "
                                + is.header().map(String::valueOf).orElse("no native library at all"))
                .forEach(problems::add);
        return List.copyOf(problems);
    }

    /** The file names that the app loads on this platform from JavaFX 26 (drawing by software and by GPU) and webrtc-java. */
    public static List<String> libraries(Platform platform) {
        Stream<String> javafx =
                Stream.of("glass", "prism_common", "prism_sw", "javafx_font", "javafx_iio", "decora_sse");
        Stream<String> own = switch (platform.format()) {
            case ELF -> Stream.of("glassgtk3", "prism_es2", "javafx_font_freetype", "javafx_font_pango");
            case PE -> Stream.of("prism_d3d");
            case MACH_O -> Stream.of("prism_es2", "prism_mtl");
        };
        return Stream.of(javafx, own, Stream.of(WEBRTC + '-' + platform.webrtcClassifier()))
                .flatMap(names -> names)
                .map(platform.format()::fileName)
                .toList();
    }

    private static void want(String artifact, String classifier, List<Path> jars, List<String> missing) {
        Pattern name =
                Pattern.compile(Pattern.quote(artifact) + "-[0-9][0-9.]*-" + Pattern.quote(classifier) + "\\.jar");
        if (jars.stream()
                .noneMatch(
                        jar -> name.matcher(String.valueOf(jar.getFileName())).matches())) {
            missing.add("the jar of " + artifact + " with classifier " + classifier + " is missing");
        }
    }
}
