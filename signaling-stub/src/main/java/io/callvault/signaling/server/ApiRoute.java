package io.callvault.signaling.server;

import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.store.RefusedException;
import java.util.concurrent.CompletionStage;

/**
 * One thing that can be asked over HTTP.
 *
 * @param method GET, POST or DELETE
 * @param path as in openapi.yaml, variables in braces
 * @param status of the answer when it went well
 */
record ApiRoute(String method, String path, Access access, int status, Kind kind, Handler handler) {

    /** A handler's result when it has answered, or goes on answering, by itself. */
    enum Answered {
        BY_ITSELF
    }

    /** A handler's result that is no JSON. */
    record Text(String mediaType, String text) {}

    ApiRoute(String method, String path, Access access, int status, Handler handler) {
        this(method, path, access, status, Kind.SHORT, handler);
    }

    /** How a request goes its way. */
    enum Kind {
        /** Answered as soon as possible. */
        SHORT,
        /** The same, and handed to the handler in the order of arrival with others of the same path and query. */
        IN_ORDER,
        /** May be answered late or without end. */
        OPEN_END
    }

    /** What a request has to bring along. */
    enum Access {
        /** Nothing. */
        PUBLIC,
        /** A valid access token. */
        TOKEN,
        /** The same, or a guest's token. */
        TOKEN_OR_GUEST,
        /** The token and the device's signature over the request. */
        SIGNED,
        /** The same, or a guest's token alone: guests sign nothing but calls. */
        SIGNED_OR_GUEST,
        /** Nothing, but there are fewer of them. */
        GUEST_DOOR,
        /** The admin token. */
        ADMIN,
        /** The admin token, or a place on the server's own machine. */
        METRICS;

        /** Whether a guest's token opens it. */
        boolean forGuests() {
            return this == TOKEN_OR_GUEST || this == SIGNED_OR_GUEST;
        }

        /** Whether this token alone is not enough. */
        boolean signed(Principal who) {
            return this == SIGNED || (this == SIGNED_OR_GUEST && !who.isGuest());
        }

        /** Whether it is a device that asks, in the name of its user. */
        boolean byDevice() {
            return this == TOKEN || this == SIGNED || forGuests();
        }
    }

    /** Carries the request out on a worker thread; the result is written as JSON. */
    @FunctionalInterface
    interface Handler {
        CompletionStage<?> handle(ApiRequest request) throws RefusedException, WireException;
    }
}
