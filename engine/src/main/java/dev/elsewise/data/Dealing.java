package dev.elsewise.data;

import dev.elsewise.data.spi.RowHash;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.math.Streams;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Deals rows to folds. */
final class Dealing {
    static final String PURPOSE = "folds";

    private Dealing() {}

    static void requireCount(int count) {
        if (count < 2 || count > Splits.MOST) {
            throw new BadStudy("The number of folds must lie between 2 and " + Splits.MOST + "; found " + count
                    + ".\nMaybe ask for no folds.");
        }
    }

    static Folds of(Splits splits, Table table, String name, long seed) {
        return switch (splits) {
            case Splits.None none -> new Folds(table, "", 1);
            case Splits.Hashed hashed -> hashed(hashed, table, name, seed);
            case Splits.Stratified stratified -> stratified(stratified, table, name, seed);
            case Splits.Grouped grouped -> grouped(grouped, table, name, seed);
            case Splits.OfColumn column -> ofColumn(table, column.name(), name);
            case Splits.OfRule rule -> ofRule(rule.expression(), table, name);
        };
    }

    private static Folds hashed(Splits.Hashed splits, Table table, String name, long seed) {
        requireRows(table, splits.count());
        RowHash hash = RowHash.of(table, splits.key(), seed, PURPOSE);
        int count = splits.count();
        Table dealt = table.with(new Assigned(splits.key().stream().toList(), name) {
            private static final long serialVersionUID = 1L;

            @Override
            int fold(Batch batch, int row) {
                return (int) Math.unsignedMultiplyHigh(hash.of(batch, 0, row), count);
            }
        });
        return checked(new Folds(dealt, name, count));
    }

    private static Folds stratified(Splits.Stratified splits, Table table, String name, long seed) {
        requireRows(table, splits.count());
        Strata strata = Strata.of(table, splits.column());
        RowHash hash = RowHash.of(table, splits.key(), seed, PURPOSE);
        byte[] folds = HashRanks.dealt(table, splits.column(), strata, hash, splits.key(), splits.count());
        return checked(new Folds(table.with(name, Values.of(folds)), name, splits.count()));
    }

    private static Folds grouped(Splits.Grouped splits, Table table, String name, long seed) {
        String column = splits.column();
        Column.Kind kind = table.schema().column(column).kind();
        Table coded = kind.coded() ? table : table.as(column, Column.Kind.KEY);
        List<String> levels = coded.levels(column);
        if (levels.size() < splits.count()) {
            throw new BadStudy("There must be at least as many clusters as folds; \"" + column + "\" has "
                    + levels.size() + " values for " + splits.count() + " folds.\nMaybe ask for fewer folds.");
        }
        long[] hashes = new long[levels.size()];
        for (int c = 0; c < hashes.length; c++) {
            hashes[c] = Streams.of(seed, PURPOSE).bits(RowHash.ofText(levels.get(c)));
        }
        Integer[] order = IntStream.range(0, hashes.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> {
            int byHash = Long.compareUnsigned(hashes[a], hashes[b]);
            return byHash != 0 ? byHash : Integer.compare(a, b);
        });
        byte[] ofCluster = new byte[hashes.length];
        for (int rank = 0; rank < order.length; rank++) {
            ofCluster[order[rank]] = (byte) (rank % splits.count());
        }
        Assigned assigned = new Assigned(List.of(column), name) {
            private static final long serialVersionUID = 1L;

            @Override
            int fold(Batch batch, int row) {
                int code = batch.codes(0)[batch.start(0) + row];
                if (code < 0) {
                    throw new BadData("Every row must belong to a cluster; \"" + column + "\" is missing in row "
                            + (batch.ordinal(row) + 1) + ".\nMaybe keep only rows where it is known.");
                }
                return ofCluster[code];
            }
        };
        return checked(new Folds(coded.with(assigned), name, splits.count()));
    }

    private static Folds ofColumn(Table table, String column, String name) {
        Strata values = Strata.of(table, column);
        int count = values.count();
        if (count < 2 || count > Splits.MOST) {
            throw new BadStudy("A column of folds must hold 2 to " + Splits.MOST + " distinct values; \"" + column
                    + "\" holds " + count + ".\nMaybe another column is meant, or a number of folds: folds: 5.");
        }
        Assigned assigned = new Assigned(List.of(column), name) {
            private static final long serialVersionUID = 1L;

            @Override
            int fold(Batch batch, int row) {
                int fold = values.of(batch, 0, row);
                if (fold < 0) {
                    throw new BadData("Every row must have a fold; \"" + column + "\" is missing in row "
                            + (batch.ordinal(row) + 1) + ".\nMaybe leave such rows out with where:.");
                }
                return fold;
            }
        };
        return checked(new Folds(table.with(assigned), name, count));
    }

    private static Folds ofRule(String expression, Table table, String name) {
        String value = name + " rule";
        Folds folds = ofColumn(table.with(value, expression), value, name);
        List<String> shown = folds.table().schema().names().stream()
                .filter(n -> !n.equals(value))
                .toList();
        return new Folds(folds.table().select(shown.toArray(String[]::new)), name, folds.count());
    }

    private static void requireRows(Table table, int count) {
        if (table.rows() < count) {
            throw new BadStudy("There must be at least as many rows as folds; the table has " + table.rows()
                    + " rows for " + count + " folds.\nMaybe ask for fewer folds.");
        }
    }

    /** Every fold must have rows. */
    private static Folds checked(Folds folds) {
        long[] sizes = folds.table().fold(List.of(folds.column()), new Fold<long[]>() {
            private static final long serialVersionUID = 1L;

            @Override
            public long[] zero() {
                return new long[folds.count()];
            }

            @Override
            public long[] add(long[] sizes, Batch batch) {
                for (int r = 0; r < batch.size(); r++) {
                    sizes[(int) batch.numbers(0)[batch.start(0) + r]]++;
                }
                return sizes;
            }

            @Override
            public long[] merge(long[] left, long[] right) {
                for (int f = 0; f < left.length; f++) {
                    left[f] += right[f];
                }
                return left;
            }
        });
        for (int f = 0; f < sizes.length; f++) {
            if (sizes[f] == 0) {
                throw new BadStudy("Every fold must have rows; fold " + (f + 1) + " of " + sizes.length
                        + " has none.\nMaybe ask for fewer folds.");
            }
        }
        return folds;
    }

    /** A column of folds computed from the row. */
    private abstract static class Assigned implements RowFunction, Serializable {
        private static final long serialVersionUID = 1L;

        private final String[] inputs;
        private final String output;

        Assigned(List<String> inputs, String output) {
            this.inputs = inputs.toArray(String[]::new);
            this.output = output;
        }

        abstract int fold(Batch batch, int row);

        @Override
        public List<String> inputs() {
            return List.of(inputs);
        }

        @Override
        public List<String> outputs() {
            return List.of(output);
        }

        @Override
        public void apply(Batch batch, double[][] out) {
            for (int r = 0; r < batch.size(); r++) {
                out[0][r] = fold(batch, r);
            }
        }
    }
}
