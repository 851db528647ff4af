package dev.elsewise.data.spi;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of arrays a workspace's tables may keep. What an owner reserved is free again when it is collected. */
public final class MemoryBudget {
    private static final Cleaner CLEANER = Cleaner.create();

    private final long limit;
    private final AtomicLong used = new AtomicLong();

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
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
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

    private void count(long bytes, Object owner) {
        AtomicLong counter = used;
        CLEANER.register(owner, () -> counter.addAndGet(-bytes));
    }
}
