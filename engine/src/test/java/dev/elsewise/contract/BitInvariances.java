package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.Column;
import dev.elsewise.data.Source;
import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import dev.elsewise.effect.Estimate;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where equality is of bits. */
final class BitInvariances {
    /** Five stripes, so that there is something to share out. */
    private static final int ROWS = 10_000;

    private BitInvariances() {}

    static void sameSeed(Subject subject) {
        Sheet sheet = People.withGaps(4_000);
        Subject.Roles roles = subject.roles().withFolds(Splits.hashed(3));
        Close.assertSameBits(subject.estimate(sheet.table(), roles), subject.estimate(sheet.table(), roles));
    }

    static void anyThreads(Subject subject) {
        Sheet sheet = People.withGaps(ROWS);
        try (Workspace one = workspace(1, Placement.MEMORY);
                Workspace two = workspace(2, Placement.MEMORY);
                Workspace three = workspace(3, Placement.MEMORY)) {
            Subject.Roles roles = subject.roles().withFolds(Splits.hashed(3));
            Estimate expected = subject.estimate(sheet.table(one), roles);
            Close.assertSameBits(subject.estimate(sheet.table(two), roles), expected);
            Close.assertSameBits(subject.estimate(sheet.table(three), roles), expected);
        }
    }

    static void anyPlacement(Subject subject) throws Exception {
        Path file = Files.createTempFile("people", ".csv");
        try (Workspace memory = workspace(2, Placement.MEMORY);
                Workspace disk = workspace(2, Placement.DISK)) {
            People.withGaps(ROWS).csv(file);
            Table held = people(memory, file);
            Table out = people(disk, file);
            assertThat(held.rows()).isEqualTo(ROWS);
            Subject.Roles roles = subject.roles().withFolds(Splits.hashed(3));
            Close.assertSameBits(subject.estimate(out, roles), subject.estimate(held, roles));
        } finally {
            Files.delete(file);
        }
    }

    private static Table people(Workspace workspace, Path file) {
        return workspace.open(Source.of(file)).as("user", Column.Kind.KEY).as("id", Column.Kind.KEY);
    }

    private static Workspace workspace(int threads, Placement placement) {
        return Workspace.open(Options.withDefaults().withThreads(threads).withPlacement(placement));
    }
}
