package io.callvault.signaling.server;

import io.callvault.model.wire.Json;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.store.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One HTTP request, read whole.
 *
 * @param path values of the path's variables, by name
 * @param query values of the query, by name; the first of each
 * @param principal who asks; empty only on public routes
 * @param exchange the request as the network has it
 */
record ApiRequest(
        Map<String, String> path,
        Map<String, String> query,
        byte[] body,
        Optional<Principal> principal,
        Exchange exchange) {

    /**
     * For routes that answer in their own way.
     *
     * @param loop where its handlers run
     * @param line the connection it came over
     */
    record Exchange(HttpServerRequest http, Context loop, Faults.OpenLine line) {}

    Principal who() {
        return principal.orElseThrow();
    }

    <T> T json(Class<T> type) throws WireException {
        return Json.read(body, Limits.MAX_FRAME_BYTES, type);
    }

    /** A number of the query from {@code least} to {@code most}, {@code missing} if it is not there. */
    long number(String name, long least, long most, long missing) throws RefusedException {
        String text = query.get(name);
        if (text == null) {
            return missing;
        }
        if (text.matches("[0-9]{1,18}")) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw invalid(name + " is a number from " + least + " to " + most);
    }

    /** An id out of a variable of the path or the query. */
    static <T> T id(Map<String, String> from, String name, Function<String, T> parse) throws RefusedException {
        String text = from.get(name);
        if (text == null) {
            throw invalid(name + " is missing");
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name + " is not an id");
        }
    }

    private static RefusedException invalid(String why) {
        return new RefusedException(ProblemCode.INVALID_FIELD, why);
    }
}
