package io.callvault.desktop.chaos;

import java.time.Duration;

/** When something strikes. */
final class Moments {

    private static final Duration LONGEST = Duration.ofSeconds(4);

    private Moments() {}

    /** When a share of the episode's texts, as drawn, is told stored: some are under way, some not yet asked for. */
    static void underWay(Stage stage, Plan.Episode episode) {
        int texts = episode.bursts().stream().mapToInt(Plan.Burst::count).sum();
        int before = stage.ledger().storedCount();
        stage.ledger()
                .await(LONGEST, () -> stage.ledger().storedCount() >= before + Math.floor(texts * episode.draw()));
    }
}
