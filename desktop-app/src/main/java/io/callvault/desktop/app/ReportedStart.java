package io.callvault.desktop.app;

import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.app.startup.FirstPaint;
import io.callvault.desktop.app.startup.StartupReport;
import io.callvault.desktop.fx.FxThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A start that tells how it went, then closes its window: {@code --startup-report}. */
final class ReportedStart implements Onlooker {

    private static final Logger LOG = LoggerFactory.getLogger(ReportedStart.class);

    /** The slowest machine shows its content long before; a start that hangs must not keep a benchmark. */
    private static final int PATIENCE_S = 120;

    private final Path file;
    private final long mainMs;
    private final AtomicLong windowMs = new AtomicLong();
    private final AtomicLong shownMs = new AtomicLong();
    private final AtomicBoolean reported = new AtomicBoolean();

    /**
     * @param file where the report goes
     * @param mainMs when the app's own code began, epoch milliseconds
     */
    ReportedStart(Path file, long mainMs) {
        this.file = file;
        this.mainMs = mainMs;
    }

    @Override
    public void made(ClientCore core, AppWindow window) {
        windowMs.set(System.currentTimeMillis());
        boolean chats = switch (core.account().state()) {
            case AccountState.SignedIn ignored -> true;
            case AccountState.SignedOut out -> !out.chosen();
            case AccountState.Nobody ignored -> false;
        };
        window.stage().setOnShown(event -> shownMs.set(System.currentTimeMillis()));
        CompletableFuture<FirstPaint.Seen> painted =
                FirstPaint.of(window.stage().getScene(), chats && window.reopens());
        var _ = window.closed()
                .thenRun(() -> painted.completeExceptionally(new IOException("the window was closed before")));
        // Not on the FX thread, where the first paint is told: it writes a file.
        var _ = painted.orTimeout(PATIENCE_S, TimeUnit.SECONDS).whenCompleteAsync((seen, failure) -> {
            reported.set(report(seen, failure));
            new FxThread().execute(window.stage()::close);
        });
    }

    @Override
    public int closed() {
        return reported.get() ? 0 : 1;
    }

    private boolean report(FirstPaint.@Nullable Seen seen, @Nullable Throwable failure) {
        if (seen == null) {
            LOG.error("nothing was painted: there is no report", failure);
            return false;
        }
        try {
            StartupReport.now(seen, new StartupReport.Marks(mainMs, windowMs.get(), shownMs.get()))
                    .write(file);
            return true;
        } catch (IOException e) {
            LOG.error("the report cannot be written: give a file in a folder that exists", e);
            return false;
        }
    }
}
