package dev.elsewise.data.spi;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of arrays a workspace's tables may keep. What an owner reserved is free again when it is collected. */
public final class MemoryBudget {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int PATIENCE_MILLIS = 50;

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong sinceCollection = new AtomicLong();

    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Bytes in all. */
    public long limit() {
        return limit;
    }

    /** Bytes that nobody has reserved. */
    public long free() {
        return Math.max(0, limit - used.get());
    }

    /** Reserves bytes for as long as the owner is reachable; false, and nothing reserved, when they are not free. */
    public boolean reserve(long bytes, Object owner) {
        if (bytes > limit || !(take(bytes) || (reclaim() && take(bytes)))) {
            return false;
        }
        count(bytes, owner);
        return true;
    }

    /** Counts bytes that are in use whether they fit or not. */
    public void insist(long bytes, Object owner) {
        used.addAndGet(bytes);
        count(bytes, owner);
    }

    private boolean take(long bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    private void count(long bytes, Object owner) {
        sinceCollection.addAndGet(bytes);
        AtomicLong counter = used;
        CLEANER.register(owner, () -> counter.addAndGet(-bytes));
    }

    /**
     * Asks for a collection: tables that nobody holds may still count, and the heap alone, of which we use but a part, would
     * see no reason to look. Not twice without a reservation between.
     */
    private synchronized boolean reclaim() {
        if (sinceCollection.getAndSet(0) == 0) {
            return false;
        }
        long before = used.get();
        System.gc();
        try {
            for (int waited = 0; waited < PATIENCE_MILLIS && used.get() >= before; waited++) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return used.get() < before;
    }
}
