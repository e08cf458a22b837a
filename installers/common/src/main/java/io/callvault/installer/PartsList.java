package io.callvault.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is inside a package, as CycloneDX 1.6 JSON: Maven's list of libraries, to which this adds what Maven does not know, the Java
 * runtime and the WebRTC inside webrtc-java.
 */
final class PartsList {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PartsList() {}

    /** @param maven what the cyclonedx plug-in wrote */
    static void write(Path maven, Path to, PackageVersion version) throws IOException, InstallerException {
        Files.writeString(to, text(Files.readString(maven, StandardCharsets.UTF_8), version), StandardCharsets.UTF_8);
    }

    static String text(String maven, PackageVersion version) throws InstallerException {
        try {
            JsonNode read = MAPPER.readTree(maven);
            if (!(read instanceof ObjectNode list)
                    || !(list.path("components") instanceof ArrayNode parts)
                    || !(list.path("metadata").path("component") instanceof ObjectNode self)) {
                throw new InstallerException("Maven's list of parts has no parts: run 'mvn -Plists package'.");
            }
            self.put("name", "callvault");
            self.put("version", version.text());
            self.put("description", "Call Vault Desktop and its backend");
            part(parts, "framework", "java-runtime", System.getProperty("java.runtime.version", ""))
                    .put("publisher", System.getProperty("java.vendor", ""))
                    .putArray("licenses")
                    .addObject()
                    .put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
            part(parts, "library", "webrtc", "as in webrtc-java")
                    .put("publisher", "The WebRTC project authors")
                    .putArray("licenses")
                    .addObject()
                    .putObject("license")
                    .put("id", "BSD-3-Clause");
            return MAPPER.writeValueAsString(list) + "\n";
        } catch (JacksonException e) {
            throw new InstallerException("Maven's list of parts is no JSON.", e);
        }
    }

    private static ObjectNode part(ArrayNode parts, String type, String name, String version) {
        return parts.addObject()
                .put("type", type)
                .put("bom-ref", name)
                .put("name", name)
                .put("version", version)
                .put("scope", "required");
    }
}
