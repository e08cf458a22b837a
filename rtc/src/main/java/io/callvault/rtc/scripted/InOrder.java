package io.callvault.rtc.scripted;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks one after the other upon any executor, also one that runs them in the caller: what a task gives comes after it. */
final class InOrder implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    private final Executor below;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    InOrder(Executor below) {
        this.below = below;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        below.execute(this::drain);
    }

    private void drain() {
        for (Optional<Runnable> task = next(); task.isPresent(); task = next()) {
            try {
                task.get().run();
            } catch (RuntimeException e) {
                LOG.error("a listener of the scripted engine failed", e);
            }
        }
    }

    private Optional<Runnable> next() {
        synchronized (waiting) {
            Optional<Runnable> task = Optional.ofNullable(waiting.poll());
            running = task.isPresent();
            return task;
        }
    }
}
