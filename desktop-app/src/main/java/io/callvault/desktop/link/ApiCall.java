package io.callvault.desktop.link;

import io.callvault.model.wire.Json;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP call.
 *
 * @param pathAndQuery as sent, already escaped
 * @param body UTF-8 JSON; empty for none
 * @param answer the record in the answer's body
 */
public record ApiCall<T>(String method, String pathAndQuery, byte[] body, Class<T> answer) {

    public static <T> ApiCall<T> get(String pathAndQuery, Class<T> answer) {
        return new ApiCall<>("GET", pathAndQuery, new byte[0], answer);
    }

    public static <T> ApiCall<T> post(String path, Object body, Class<T> answer) {
        return new ApiCall<>("POST", path, Json.write(body).getBytes(StandardCharsets.UTF_8), answer);
    }

    public static <T> ApiCall<T> post(String path, Class<T> answer) {
        return new ApiCall<>("POST", path, new byte[0], answer);
    }

    /** Changing calls are signed. */
    boolean changes() {
        return !"GET".equals(method);
    }
}
