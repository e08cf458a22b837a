package io.callvault.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * What every step knows.
 *
 * @param root of the checkout
 * @param out where packages and lists go
 * @param time given to every file; from the pom
 * @param jpackageOptions more of them, for icons and the like
 * @param news takes a line for the person who waits
 */
public record Workshop(
        Path root,
        Path out,
        Target target,
        PackageVersion version,
        Instant time,
        List<String> jpackageOptions,
        Consumer<String> news) {

    public Workshop {
        jpackageOptions = List.copyOf(jpackageOptions);
    }

    /** Version and time as the build that compiled this had them. */
    public record Built(PackageVersion version, Instant time) {
        public static Built read() throws InstallerException {
            Properties properties = new Properties();
            try (InputStream file = Built.class.getResourceAsStream("build.properties")) {
                if (file == null) {
                    throw new InstallerException("build.properties is missing: build with Maven.");
                }
                properties.load(file);
            } catch (IOException e) {
                throw new InstallerException("build.properties cannot be read.", e);
            }
            return new Built(
                    new PackageVersion(properties.getProperty("version", "")),
                    Instant.parse(properties.getProperty("time", "")));
        }
    }

    /** Images by their system's shape; one at a time. */
    public Path images() {
        return out.resolve("image");
    }

    public Image image() {
        return Image.below(images(), target);
    }

    /** Scratch. */
    public Path work() {
        return out.resolve("work");
    }

    public void say(String line) {
        news.accept(line);
    }
}
