package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadStudy;
import java.util.List;
import java.util.concurrent.Executor;

/** Fits every split along the path of all rows and judges it on its test rows. */
final class Validation {
    private static final int ROWS_PER_SPLIT = 3;

    /** What one split, or one row, says: its weight and its mean squared error at each penalty. */
    private record Judged(double weight, double[] error) {}

    private Validation() {}

    static CrossValidation of(ElasticNet net, Observations of, List<Split> splits, Executor pool, int threads) {
        if (splits.size() < 2) {
            throw new BadStudy("Cross-validation needs at least two splits; found " + splits.size()
                    + ".\nMaybe Split.byFold makes them.");
        }
        SplitProducts products = SplitProducts.of(of, splits, pool, threads);
        Path path = Standardised.of(products.all(), net).path(net.penalties());
        Penalties.Given penalties = new Penalties.Given(path.penalties());
        boolean byRow = splits.stream().mapToInt(s -> s.test().length).sum() < ROWS_PER_SPLIT * splits.size();
        List<Judged> judged = Shared.map(splits.size(), pool, threads, s -> {
                    Path fitted = Standardised.of(products.train(s), net).path(penalties);
                    return judge(fitted, of, splits.get(s).test(), byRow);
                })
                .stream()
                .flatMap(List::stream)
                .filter(j -> j.weight > 0)
                .toList();
        if (judged.size() < 2) {
            throw new BadStudy("At least two splits need test rows of positive weight; " + judged.size() + " of "
                    + splits.size() + " have them.\nMaybe the weights of whole folds are 0.");
        }
        return curve(path, judged);
    }

    private static CrossValidation curve(Path path, List<Judged> judged) {
        int count = path.length();
        double[] mean = new double[count];
        double[] spread = new double[count];
        double total = judged.stream().mapToDouble(Judged::weight).sum();
        for (int k = 0; k < count; k++) {
            double sum = 0;
            for (Judged j : judged) {
                sum += j.weight * j.error[k];
            }
            mean[k] = sum / total;
            double squares = 0;
            for (Judged j : judged) {
                double d = j.error[k] - mean[k];
                squares += j.weight * d * d;
            }
            spread[k] = Math.sqrt(squares / total / (judged.size() - 1));
        }
        return CrossValidation.of(path, mean, spread);
    }

    /** The test rows' errors at each penalty, together or one by one. */
    private static List<Judged> judge(Path path, Observations of, int[] test, boolean byRow) {
        double[][] squares = squares(path, of, test);
        if (byRow) {
            return java.util.stream.IntStream.range(0, test.length)
                    .mapToObj(i -> new Judged(of.weights()[test[i]], column(squares, i)))
                    .toList();
        }
        double weight = 0;
        for (int i : test) {
            weight += of.weights()[i];
        }
        double[] error = new double[path.length()];
        for (int k = 0; k < error.length && weight > 0; k++) {
            double sum = 0;
            for (int i = 0; i < test.length; i++) {
                sum += of.weights()[test[i]] * squares[k][i];
            }
            error[k] = sum / weight;
        }
        return List.of(new Judged(weight, error));
    }

    private static double[][] squares(Path path, Observations of, int[] test) {
        double[][] columns = new double[of.width()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = pick(of.columns()[j], test);
        }
        double[] outcome = pick(of.outcome(), test);
        double[][] squares = new double[path.length()][];
        for (int k = 0; k < squares.length; k++) {
            double[] predicted = path.fit(k).predict(columns, test.length);
            for (int i = 0; i < test.length; i++) {
                double d = outcome[i] - predicted[i];
                predicted[i] = d * d;
            }
            squares[k] = predicted;
        }
        return squares;
    }

    private static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    private static double[] column(double[][] values, int i) {
        double[] column = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            column[k] = values[k][i];
        }
        return column;
    }
}
