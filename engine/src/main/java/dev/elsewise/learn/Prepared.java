package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.spi.Stripes;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a problem as {@link Stretch}es, kept from pass to pass when the memory budget allows, else made anew in each:
 * the bits are the same.
 */
final class Prepared implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Rows rows;
    private final Block block;
    private final Groups groups;
    private final transient @Nullable AtomicReferenceArray<List<Stretch>> kept;

    Prepared(Workspace workspace, long count, Rows rows, Block block, Groups groups) {
        this.rows = rows;
        this.block = block;
        this.groups = groups;
        long ofRow = (long) Double.BYTES * (block.width() + (rows.weighted() ? 2 : 1))
                + (long) Integer.BYTES * groups.count();
        long batches = Math.ceilDiv(count, Stripes.BATCH);
        kept = batches < Integer.MAX_VALUE && workspace.budget().reserve(count * ofRow, this)
                ? new AtomicReferenceArray<>((int) batches)
                : null;
    }

    Groups groups() {
        return groups;
    }

    List<Stretch> of(Batch batch) {
        // Stripes begin at whole batches, so a batch is known by where it begins.
        int number = (int) (batch.firstRow() / Stripes.BATCH);
        List<Stretch> found = kept == null ? null : kept.get(number);
        if (found == null) {
            found = Stretch.of(batch, rows, block, groups);
            if (kept != null) {
                kept.set(number, found);
            }
        }
        return found;
    }
}
