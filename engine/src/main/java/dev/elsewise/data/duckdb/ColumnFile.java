package dev.elsewise.data.duckdb;

import dev.elsewise.error.Cancelled;
import dev.elsewise.error.ElsewiseException;
import dev.elsewise.error.EstimationFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A column of a table that is worked on out of core: a file of blocks of {@link #BLOCK} rows, each packed by {@link
 * Packing}. Read by any number of threads; removed when nobody can read it any more. A pass over such a file costs about a
 * tenth of one over the same column in a database table, where every value crosses from native memory by itself.
 */
final class ColumnFile {
    /** Rows in a block: a whole number of batches, few enough that some dozen decoded blocks stay in a core's cache. */
    static final int BLOCK = 4096;

    private static final Cleaner CLEANER = Cleaner.create();

    private final FileChannel channel;
    private long[] ends = new long[16];
    private byte[] packings = new byte[16];
    private int blocks;

    ColumnFile(Path path) {
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
        FileChannel opened = channel;
        CLEANER.register(this, () -> remove(opened, path));
    }

    private static void remove(FileChannel channel, Path path) {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one thread needs to read or write blocks. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect((BLOCK + 1) * Double.BYTES).order(java.nio.ByteOrder.nativeOrder());
    }

    /**
     * Adds a block; all but the last must be full.
     *
     * @param values an {@code int[]}, {@code double[]} or {@code long[]}
     */
    void append(Object values, int rows, ByteBuffer buffer) {
        if (blocks == ends.length) {
            ends = Arrays.copyOf(ends, 2 * blocks);
            packings = Arrays.copyOf(packings, 2 * blocks);
        }
        buffer.clear();
        packings[blocks] = Packing.pack(values, rows, buffer);
        buffer.flip();
        long start = start(blocks);
        ends[blocks] = start + buffer.limit();
        try {
            for (long at = start; buffer.hasRemaining(); ) {
                at += channel.write(buffer, at);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        blocks++;
    }

    /** Reads block {@code block} into the head of an array of the kind that was written. */
    void read(int block, Object into, ByteBuffer buffer) {
        long start = start(block);
        buffer.clear().limit((int) (ends[block] - start));
        try {
            for (long at = start; buffer.hasRemaining(); ) {
                int got = channel.read(buffer, at);
                if (got < 0) {
                    throw new IllegalStateException("A column file is shorter than what was written to it.");
                }
                at += got;
            }
        } catch (IOException e) {
            throw failed(e);
        }
        Packing.unpack(packings[block], buffer.flip(), into);
    }

    private long start(int block) {
        return block == 0 ? 0 : ends[block - 1];
    }

    private static ElsewiseException failed(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new Cancelled("The run was interrupted; nothing was written.", e);
        }
        return new EstimationFailed(
                "The temporary folder must have room for tables that do not fit the memory budget: " + e.getMessage()
                        + "\nMaybe free some room on the disk, or raise --memory.",
                e);
    }
}
