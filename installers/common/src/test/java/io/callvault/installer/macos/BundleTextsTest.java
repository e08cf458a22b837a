package io.callvault.installer.macos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What macOS reads of the bundle; Apple's own {@code plutil -lint} runs when the installer is built. */
class BundleTextsTest {
    private static final Path FOLDER = Path.of("..", "macos");

    @Test
    void theBundleSaysWhatItIsAndWhatItAsksFor() throws Exception {
        Map<String, String> keys = dict("Info.plist");
        assertThat(keys)
                .containsEntry("CFBundleExecutable", "Call Vault")
                .containsEntry("CFBundleIdentifier", "io.callvault.Desktop")
                .containsEntry("CFBundlePackageType", "APPL")
                .containsEntry("CFBundleShortVersionString", "@VERSION@")
                .containsEntry("CFBundleVersion", "@VERSION@")
                .containsEntry("LSApplicationCategoryType", "public.app-category.social-networking")
                .containsEntry("NSHighResolutionCapable", "true")
                .containsKey("LSMinimumSystemVersion");
        // macOS ends a process that asks for one of these without a text.
        for (String asked :
                List.of("NSCameraUsageDescription", "NSMicrophoneUsageDescription", "NSLocalNetworkUsageDescription")) {
            assertThat(keys.getOrDefault(asked, ""))
                    .as(asked)
                    .startsWith("Call Vault ")
                    .endsWith(".")
                    .hasSizeGreaterThan(40);
        }
        assertThat(keys.get("CFBundleURLTypes")).contains("CFBundleURLSchemes").contains("callvault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.entitlements", "runtime.entitlements"})
    void javaAndCallsRunUnderTheHardenedRuntime(String file) throws Exception {
        assertThat(dict(file))
                .containsOnlyKeys(
                        "com.apple.security.cs.allow-jit",
                        "com.apple.security.cs.allow-unsigned-executable-memory",
                        "com.apple.security.cs.disable-library-validation",
                        "com.apple.security.device.audio-input",
                        "com.apple.security.device.camera",
                        "com.apple.security.network.client",
                        "com.apple.security.network.server")
                .allSatisfy((key, value) -> assertThat(value).as(key).isEqualTo("true"));
        assertThat(Files.readString(FOLDER.resolve(file)))
                .as("the kernel's parser of entitlements knows no comments")
                .doesNotContain("<!--");
    }

    @Test
    void theVersionIsFilledIn() throws IOException {
        Path written = Files.createTempFile("Info", ".plist");
        try {
            int exit = new picocli.CommandLine(new MacosMain.Plist())
                    .execute(FOLDER.resolve("Info.plist").toString(), written.toString());
            assertThat(exit).isZero();
            assertThat(Files.readString(written))
                    .doesNotContain("@VERSION@")
                    .containsPattern("<string>\\d+\\.\\d+\\.\\d+</string>");
        } finally {
            Files.delete(written);
        }
    }

    /** The keys of the outermost dict; a value is its text, or the name of an empty element. */
    private static Map<String, String> dict(String file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        // The plist DTD is on a server of Apple's; nothing is fetched.
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Element plist = factory.newDocumentBuilder()
                .parse(FOLDER.resolve(file).toFile())
                .getDocumentElement();
        List<Element> children = elements(elements(plist).getFirst());
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i + 1 < children.size(); i += 2) {
            assertThat(children.get(i).getTagName()).isEqualTo("key");
            Element value = children.get(i + 1);
            String text = value.getTextContent().strip();
            keys.put(children.get(i).getTextContent(), text.isEmpty() ? value.getTagName() : text);
        }
        return keys;
    }

    private static List<Element> elements(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
