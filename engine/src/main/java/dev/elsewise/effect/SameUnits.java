package dev.elsewise.effect;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Columns;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Whether two estimates have the same units, and where those of one stand in the other. A unit is known by its ordinal, its
 * place in the source; that the sources are the same is told by the treatment, the outcome and the weight of each unit, as far
 * as both estimates call them by the same names. Cost: these columns in memory, and a sort where the orders differ.
 */
final class SameUnits {
    private static final String ORDINAL = "\u0001ordinal";

    private SameUnits() {}

    /**
     * For each unit of the left estimate its place in the right one.
     *
     * @throws BadStudy naming a unit that only one of them has, or of which they do not hold the same
     */
    static int[] places(ScoredEstimate left, ScoredEstimate right) {
        List<String> shared = shared(left.uncertainty(), right.uncertainty());
        Columns a = gathered(left, shared);
        Columns b = gathered(right, shared);
        double[] one = a.numbers(ORDINAL);
        double[] other = b.numbers(ORDINAL);
        int[] places = Arrays.equals(one, other) ? identity(one.length) : matched(left, right, one, other);
        for (String column : shared) {
            double[] x = a.numbers(column);
            double[] y = b.numbers(column);
            for (int r = 0; r < places.length; r++) {
                if (x[r] != y[places[r]]) {
                    throw new BadStudy("A difference of estimates needs the same units; \"" + column + "\" is " + x[r]
                            + " in row " + row(one[r]) + " of \"" + id(left) + "\" and " + y[places[r]]
                            + " in that of \"" + id(right) + "\".\nMaybe they come from different files.");
                }
            }
        }
        return places;
    }

    private static Columns gathered(ScoredEstimate estimate, List<String> shared) {
        Table units = estimate.uncertainty()
                .units()
                .with(new Ordinal(estimate.uncertainty().treatment()));
        List<String> columns = new ArrayList<>(shared);
        columns.add(ORDINAL);
        return units.gather(columns);
    }

    private static List<String> shared(Uncertainty.Scored left, Uncertainty.Scored right) {
        List<String> shared = new ArrayList<>();
        if (left.treatment().equals(right.treatment())) {
            shared.add(left.treatment());
        }
        if (left.outcome().equals(right.outcome())) {
            shared.add(left.outcome());
        }
        left.weights().map(Weights::column).filter(w -> !shared.contains(w)).ifPresent(shared::add);
        return shared;
    }

    private static int[] identity(int n) {
        return IntStream.range(0, n).toArray();
    }

    private static int[] matched(ScoredEstimate left, ScoredEstimate right, double[] one, double[] other) {
        int[] byOrdinal = sorted(one);
        int[] byOther = sorted(other);
        int[] places = new int[one.length];
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            double a = i < one.length ? one[byOrdinal[i]] : Double.POSITIVE_INFINITY;
            double b = i < other.length ? other[byOther[i]] : Double.POSITIVE_INFINITY;
            if (a != b) {
                boolean ofLeft = a < b;
                throw new BadStudy(String.format(
                        Locale.ROOT,
                        "A difference of estimates needs the same units; \"%s\" has %d and \"%s\" has %d, and row %s is"
                                + " only in \"%s\".\nMaybe keep the same rows for both: where: and excludeDeterministic:"
                                + " leave rows out.",
                        id(left),
                        one.length,
                        id(right),
                        other.length,
                        row(Math.min(a, b)),
                        ofLeft ? id(left) : id(right)));
            }
            places[byOrdinal[i]] = byOther[i];
        }
        return places;
    }

    private static int[] sorted(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static String id(ScoredEstimate estimate) {
        return estimate.description().id();
    }

    private static String row(double ordinal) {
        return Long.toString((long) ordinal + 1);
    }

    /** @param any column, since a function must read one */
    private record Ordinal(String any) implements RowFunction {
        @Override
        public List<String> inputs() {
            return List.of(any);
        }

        @Override
        public List<String> outputs() {
            return List.of(ORDINAL);
        }

        @Override
        public void apply(Batch batch, double[][] out) {
            for (int r = 0; r < batch.size(); r++) {
                out[0][r] = batch.ordinal(r);
            }
        }
    }
}
