package io.callvault.signaling.server;

import io.callvault.model.wire.WireException;
import io.callvault.signaling.store.RefusedException;
import java.util.concurrent.CompletionStage;

/**
 * One thing that can be asked over HTTP.
 *
 * @param method GET, POST or DELETE
 * @param path as in openapi.yaml, variables in braces
 * @param status of the answer when it went well
 */
record ApiRoute(String method, String path, Access access, int status, Handler handler) {

    /** What a request has to bring along. */
    enum Access {
        /** Nothing. */
        PUBLIC,
        /** A valid access token. */
        TOKEN,
        /** The token and the device's signature over the request. */
        SIGNED
    }

    /** Carries the request out on a worker thread; the result is written as JSON. */
    @FunctionalInterface
    interface Handler {
        CompletionStage<?> handle(ApiRequest request) throws RefusedException, WireException;
    }
}
