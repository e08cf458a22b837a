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

/** A few connections that may only read, lent to one thread each. */
final class Readers {

    private final CommitLock commits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Deque<Tx> idle = new ArrayDeque<>();
    private final int count;
    private final ExecutorService threads;
    private boolean closed;

    Readers(List<Connection> connections, CommitLock commits, Faults faults) {
        this.commits = commits;
        this.count = connections.size();
        for (Connection connection : connections) {
            idle.add(new Tx(new Sql(connection), faults));
        }
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("cv-store-read-", 1).factory());
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

    private Tx take() throws StoreException {
        lock.lock();
        try {
            while (idle.isEmpty() && !closed) {
                returned.awaitUninterruptibly();
            }
            if (closed) {
                throw new StoreException("The local database is closed.");
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
