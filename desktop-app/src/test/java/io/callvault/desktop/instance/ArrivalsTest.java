package io.callvault.desktop.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();
    private final List<Request> done = new ArrayList<>();

    @Test
    void whatComesBeforeTheWindowWaitsForItInOrder() {
        assertThat(taken(new Request.Link("callvault:1"))).isTrue();
        assertThat(taken(new Request.Show())).isTrue();
        assertThat(done).isEmpty();
        attach();
        assertThat(taken(new Request.Link("callvault:2"))).isTrue();
        assertThat(done)
                .containsExactly(new Request.Link("callvault:1"), new Request.Show(), new Request.Link("callvault:2"));
    }

    @Test
    void onlySoManyWait() {
        for (int i = 0; i < Arrivals.MOST_WAITING; i++) {
            assertThat(taken(new Request.Link("callvault:" + i))).isTrue();
        }
        assertThat(taken(new Request.Show())).isFalse();
        attach();
        assertThat(done).hasSize(Arrivals.MOST_WAITING);
    }

    @Test
    void afterTheWindowNothingIsTaken() {
        attach();
        arrivals.end();
        assertThat(taken(new Request.Show())).isFalse();
        assertThat(done).isEmpty();
    }

    private void attach() {
        arrivals.attach(request -> {
            done.add(request);
            return CompletableFuture.completedFuture(true);
        });
    }

    private boolean taken(Request request) {
        return arrivals.take(request).toCompletableFuture().join();
    }
}
