package io.callvault.signaling.server;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.callvault.signaling.admin.DeadLetterDesk;
import io.callvault.signaling.admin.MetricsPage;
import io.callvault.signaling.server.ApiRoute.Access;
import io.callvault.signaling.store.RefusedException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The routes of those who run the server. */
final class AdminRoutes {

    private final DeadLetterDesk letters;
    private final MetricsPage metrics;

    AdminRoutes(DeadLetterDesk letters, MetricsPage metrics) {
        this.letters = letters;
        this.metrics = metrics;
    }

    List<ApiRoute> all() {
        String one = "/api/admin/dead-letters/{id}";
        return List.of(
                new ApiRoute("GET", "/metrics", Access.METRICS, 200, this::metrics),
                new ApiRoute("GET", "/api/admin/dead-letters", Access.ADMIN, 200, this::list),
                new ApiRoute("GET", one, Access.ADMIN, 200, this::inspect),
                new ApiRoute("POST", one + "/requeue", Access.ADMIN, 200, this::requeue),
                new ApiRoute("DELETE", one, Access.ADMIN, 204, this::drop));
    }

    private CompletionStage<?> metrics(ApiRequest request) {
        return completedStage(new ApiRoute.Text(MetricsPage.MEDIA_TYPE, metrics.text()));
    }

    private CompletionStage<?> list(ApiRequest request) throws RefusedException {
        return completedStage(letters.list());
    }

    private CompletionStage<?> inspect(ApiRequest request) throws RefusedException {
        return completedStage(letters.get(id(request)));
    }

    private CompletionStage<?> requeue(ApiRequest request) throws RefusedException {
        return letters.requeue(id(request));
    }

    private CompletionStage<?> drop(ApiRequest request) throws RefusedException {
        return letters.drop(id(request));
    }

    private static UUID id(ApiRequest request) throws RefusedException {
        return ApiRequest.id(request.path(), "id", UUID::fromString);
    }
}
