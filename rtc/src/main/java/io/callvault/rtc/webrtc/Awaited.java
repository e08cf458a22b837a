package io.callvault.rtc.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Waits on the peer's thread for what the natives tell on theirs: so a peer does one step after the other. */
final class Awaited {
    /** Descriptions are worked out in milliseconds; this is for a machine that swaps. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Awaited() {}

    /** The natives did not do it. */
    static final class NotDone extends Exception {
        private static final long serialVersionUID = 1;

        NotDone(String why) {
            super(why);
        }
    }

    static RTCSessionDescription description(Consumer<CreateSessionDescriptionObserver> step) throws NotDone {
        CompletableFuture<RTCSessionDescription> result = new CompletableFuture<>();
        step.accept(new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                result.complete(description);
            }

            @Override
            public void onFailure(String error) {
                result.completeExceptionally(new NotDone(error));
            }
        });
        return await(result);
    }

    static void done(Consumer<SetSessionDescriptionObserver> step) throws NotDone {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        step.accept(new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                result.complete(true);
            }

            @Override
            public void onFailure(String error) {
                result.completeExceptionally(new NotDone(error));
            }
        });
        await(result);
    }

    private static <T> T await(CompletableFuture<T> result) throws NotDone {
        try {
            return result.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NotDone(String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw new NotDone("the natives did not answer within " + LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDone("interrupted");
        }
    }
}
