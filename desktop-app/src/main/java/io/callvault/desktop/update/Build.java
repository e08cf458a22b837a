package io.callvault.desktop.update;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.update.SemVer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What the build wrote into itself: its version, and from where and by whose signature it takes updates. A checkout has no source.
 *
 * @param source empty if this build takes no updates
 */
public record Build(SemVer version, Optional<Source> source) {

    private static final String RESOURCE = "build.properties";

    /**
     * Where updates come from.
     *
     * @param manifest its address; https, or http to this computer
     * @param keys any of them may have signed; several while one is being replaced
     */
    public record Source(URI manifest, List<VerifyKey> keys) {

        public Source {
            keys = List.copyOf(keys);
        }
    }

    /**
     * That of the running app.
     *
     * @throws IllegalStateException if the build wrote it wrongly
     */
    public static Build ofThisApp() {
        try (InputStream in = Build.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build has no " + RESOURCE);
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the jar cannot be read", e);
        }
    }

    static Build read(Reader text) throws IOException {
        Properties written = new Properties();
        written.load(text);
        String version = written.getProperty("version", "");
        List<VerifyKey> keys = Arrays.stream(
                        written.getProperty("update.keys", "").split("[\\s,]+"))
                .filter(key -> !key.isEmpty())
                .map(key -> new VerifyKey(Bytes.ofBase64Url(key)))
                .toList();
        String manifest = written.getProperty("update.manifest", "").strip();
        Optional<Source> source = manifest.isEmpty() || keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new Source(URI.create(manifest), keys));
        return new Build(
                SemVer.parse(version)
                        .orElseThrow(() -> new IllegalStateException("the version " + version + " is not of SemVer")),
                source);
    }
}
