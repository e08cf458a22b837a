package io.callvault.desktop.store;

import io.callvault.desktop.fault.Faults;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A few connections that may only read, lent to one thread each. */
final class Readers {

    private static final int THREADS = 2;

    private final CommitLock commits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Deque<Tx> idle = new ArrayDeque<>();
    private final Faults faults;
    private int count;
    private final ExecutorService threads;
    private boolean closed;

    Readers(List<Connection> connections, CommitLock commits, Faults faults) {
        this.commits = commits;
        this.faults = faults;
        lend(connections);
        this.threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().name("cv-store-read-", 1).factory());
    }

    <T> T read(TxWork<T> work) throws StoreException {
        Tx tx = take();
        commits.reading().lock();
        try {
            return work.run(tx);
        } finally {
            commits.reading().unlock();
            tx.forget();
            giveBack(tx);
        }
    }

    void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    /** Waits for the reads that run; later ones are refused. */
    void close() {
        threads.shutdown();
        lock.lock();
        try {
            closed = true;
            returned.signalAll();
            while (idle.size() < count) {
                returned.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the reads that run, lets the connections be exchanged, and goes on with the new ones. */
    void exchange(Supplier<List<Connection>> connections) {
        lock.lock();
        try {
            while (idle.size() < count) {
                returned.awaitUninterruptibly();
            }
            idle.clear();
            lend(connections.get());
            returned.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void lend(List<Connection> connections) {
        count = connections.size();
        for (Connection connection : connections) {
            idle.add(new Tx(new Sql(connection), faults));
        }
    }

    private Tx take() throws StoreException {
        lock.lock();
        try {
            while (idle.isEmpty() && count > 0 && !closed) {
                returned.awaitUninterruptibly();
            }
            if (closed) {
                throw new StoreException(StoreException.Why.CLOSED, "The local database is closed.");
            }
            if (count == 0) {
                throw new StoreException(StoreException.Why.STALLED, "The local database cannot be read right now.");
            }
            return idle.pop();
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Tx tx) {
        lock.lock();
        try {
            idle.push(tx);
            returned.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
