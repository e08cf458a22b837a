package io.callvault.desktop.fx;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * The only class that calls {@link Platform#runLater}. Many posts from any thread become one hop: the first wakes the FX thread, the
 * others join its queue. A hop works for at most one frame and then lets the toolkit draw before it goes on.
 *
 * <p>A task that throws is reported to the FX thread's uncaught-exception handler and does not stop the tasks behind it.
 */
public final class FxThread implements UiExecutor {
    /** About half of a 60 Hz frame: a flood of news may not stop the drawing. */
    private static final long HOP_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hopping = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Runnable> forFrame = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awaitingFrame = new AtomicBoolean();
    private final LongAdder hops = new LongAdder();

    /**
     * Starts the toolkit if it is not running and waits until it is. Any thread but the FX thread.
     *
     * @return true if this call started it
     */
    public static boolean startToolkit() {
        var ready = new CountDownLatch(1);
        try {
            Platform.startup(() -> {
                WindowClass.set();
                ready.countDown();
            });
        } catch (IllegalStateException alreadyRunning) {
            return false;
        }
        Platform.setImplicitExit(false);
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Override
    public boolean isUi() {
        return Platform.isFxApplicationThread();
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        wake();
    }

    @Override
    public void beforeFrame(Runnable task) {
        forFrame.add(task);
        if (awaitingFrame.compareAndSet(false, true)) {
            // Made here and not in a field: the toolkit must run before there is a timer.
            execute(() -> new BeforeFrame().start());
        }
    }

    /** How many hops were made so far; far fewer than tasks when the thread is busy. */
    public long hops() {
        return hops.sum();
    }

    /** Runs at the next pulse, which comes before its layout, then never again. */
    private final class BeforeFrame extends AnimationTimer {
        @Override
        public void handle(long now) {
            stop();
            awaitingFrame.set(false);
            int due = forFrame.size();
            for (int i = 0; i < due; i++) {
                Runnable task = forFrame.poll();
                if (task != null) {
                    runOne(task);
                }
            }
        }
    }

    private void wake() {
        if (hopping.compareAndSet(false, true)) {
            hops.increment();
            Platform.runLater(this::hop);
        }
    }

    private void hop() {
        long end = System.nanoTime() + HOP_NANOS;
        try {
            Runnable task;
            while (System.nanoTime() < end && (task = waiting.poll()) != null) {
                runOne(task);
            }
        } finally {
            hopping.set(false);
            if (!waiting.isEmpty()) {
                wake();
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // one faulty task must not take the others with it
    private static void runOne(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
