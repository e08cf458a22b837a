package io.callvault.desktop.link;

import java.util.concurrent.CompletableFuture;

/** HTTP calls of whoever is signed in. Any thread. */
@FunctionalInterface
public interface SignedInApi {

    /** Completes on another thread, never exceptionally. */
    <T> CompletableFuture<ApiResult<T>> call(ApiCall<T> call);
}
