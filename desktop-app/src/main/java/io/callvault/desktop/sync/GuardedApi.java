package io.callvault.desktop.sync;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.SignedInApi;
import java.util.concurrent.CompletableFuture;

/** HTTP calls with a circuit breaker for each endpoint: a server in trouble is left alone for a moment. Any thread. */
record GuardedApi(SignedInApi inner, Circuits circuits) implements SignedInApi {

    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    @Override
    public <T> CompletableFuture<ApiResult<T>> call(ApiCall<T> call) {
        Circuits.Circuit circuit = circuits.circuit(endpoint(call));
        if (!circuit.mayTry()) {
            return CompletableFuture.completedFuture(
                    new ApiResult.Unreachable<>("The server has trouble. It is asked again in a moment."));
        }
        return inner.call(call).whenComplete((result, failure) -> {
            if (failure != null || isTrouble(result)) {
                circuit.failed();
            } else {
                circuit.succeeded();
            }
        });
    }

    private static String endpoint(ApiCall<?> call) {
        int query = call.pathAndQuery().indexOf('?');
        return call.method() + " "
                + (query < 0 ? call.pathAndQuery() : call.pathAndQuery().substring(0, query));
    }

    private static boolean isTrouble(ApiResult<?> result) {
        return switch (result) {
            case ApiResult.Ok<?> _ -> false;
            case ApiResult.Unreachable<?> _ -> true;
            case ApiResult.Problem<?> problem -> problem.status() >= SERVER_ERRORS || problem.status() == TOO_MANY;
        };
    }
}
