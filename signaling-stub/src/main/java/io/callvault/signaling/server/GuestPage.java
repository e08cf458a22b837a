package io.callvault.signaling.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The page with which a browser calls, {@code GET /call/test} (docs/guest-page.md): a handful of files of ours, read once at the
 * start and served from memory. It loads nothing from elsewhere and may not be framed.
 */
final class GuestPage {

    static final String PATH = "/call/test";

    private static final String FOLDER = "/io/callvault/signaling/guest/";

    private static final List<String> FILES = List.of(
            "index.html",
            "style.css",
            "bytes.js",
            "call.js",
            "figures.js",
            "line.js",
            "media.js",
            "page.js",
            "proofs.js",
            "report.js",
            "steps.js",
            "strip.js");

    /** blob: is the report that is saved, data: the empty icon; 'self' covers the WebSocket (CSP level 3, section 6.7.2.8). */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private GuestPage() {}

    /** Adds the page's paths. */
    static void mount(Router router) {
        for (String file : FILES) {
            Buffer content = read(file);
            String path = file.equals("index.html") ? PATH : PATH + "/" + file;
            router.route(HttpMethod.GET, path)
                    .handler(asked -> answer(asked.response(), type(file)).end(content));
        }
    }

    private static HttpServerResponse answer(HttpServerResponse response, String type) {
        return response.putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    private static String type(String file) {
        String kind = file.substring(file.lastIndexOf('.') + 1);
        return switch (kind) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            default -> "text/javascript; charset=utf-8";
        };
    }

    private static Buffer read(String file) {
        try (InputStream in = GuestPage.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the guest page lacks " + file);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
