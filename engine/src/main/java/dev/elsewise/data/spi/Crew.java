package dev.elsewise.data.spi;

import dev.elsewise.error.Cancelled;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs one piece of work on the calling thread and on as many helpers as the pool has to spare. Whoever calls works too
 * and waits only for helpers that have begun, so a fold inside a pool thread can never wait for a pool that is full.
 */
public final class Crew {
    private int active;
    private boolean finished;
    private @Nullable Throwable failure;

    private Crew() {}

    /** Returns when the work, which {@code workers} threads share, is done; throws the first failure. */
    public static void run(Executor pool, Runnable work, int workers) {
        if (workers <= 1) {
            work.run();
            return;
        }
        Crew crew = new Crew();
        for (int i = 1; i < workers; i++) {
            pool.execute(() -> crew.help(work));
        }
        try {
            work.run();
        } catch (Throwable t) {
            crew.failed(t);
        }
        crew.await();
    }

    private void help(Runnable work) {
        synchronized (this) {
            if (finished) {
                return;
            }
            active++;
        }
        try {
            work.run();
        } catch (Throwable t) {
            failed(t);
        } finally {
            synchronized (this) {
                active--;
                notifyAll();
            }
        }
    }

    private synchronized void failed(Throwable t) {
        if (failure == null) {
            failure = t;
        }
    }

    private synchronized void await() {
        finished = true;
        boolean interrupted = false;
        while (active > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                // The helpers still write to shared arrays: leave only when they have stopped.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new Cancelled("The run was interrupted; nothing was written.");
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
