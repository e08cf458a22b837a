package io.callvault.desktop.chaos.hostile;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Description;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.QuietListener;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.webrtc.CallEngines;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An offer as the real engine makes it. */
final class GoodOffer {

    private static final long PATIENCE_S = 20;

    private GoodOffer() {}

    static String make() {
        CompletableFuture<String> offer = new CompletableFuture<>();
        PeerPlan plan =
                new PeerPlan("hostile", List.of(), false, new AudioInput.None(), new VideoInput.None(), Bounds.NORMAL);
        try (CallEngine engine = CallEngines.open(CallEngines.Options.HEADLESS);
                Peer peer = engine.open(plan, new Ears(offer))) {
            peer.offer(false);
            return offer.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        }
    }

    private record Ears(CompletableFuture<String> offer) implements QuietListener {

        @Override
        public void described(Description local) {
            offer.complete(local.sdp());
        }

        @Override
        public void failed(Stage stage, String why, boolean fatal) {
            offer.completeExceptionally(new IllegalStateException(stage + ": " + why));
        }
    }
}
