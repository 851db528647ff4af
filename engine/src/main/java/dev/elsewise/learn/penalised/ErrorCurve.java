package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadStudy;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean squared error of each of several fits on rows that they did not see, with its standard error.
 *
 * @param errors averaged over splits, by the weight of their test rows
 * @param standardErrors √(weighted mean of squared deviations / (splits − 1))
 */
record ErrorCurve(double[] errors, double[] standardErrors) {
    /** With fewer test rows a split than this, every row counts as a split of its own. */
    private static final int ROWS_PER_SPLIT = 3;

    /** What one split, or one row, says: its weight and its mean squared error under each fit. */
    record Judged(double weight, double[] errors) {}

    static boolean byRow(List<Split> splits) {
        return splits.stream().mapToInt(s -> s.test().length).sum() < ROWS_PER_SPLIT * splits.size();
    }

    /** What the test rows of one split say of its fits. */
    static List<Judged> judge(List<LinearFit> fits, Observations of, int[] test, boolean byRow) {
        double[][] squares = squares(fits, of, test);
        if (byRow) {
            return IntStream.range(0, test.length)
                    .mapToObj(i -> new Judged(of.weights()[test[i]], column(squares, i)))
                    .toList();
        }
        double weight = 0;
        for (int i : test) {
            weight += of.weights()[i];
        }
        double[] error = new double[fits.size()];
        for (int k = 0; k < error.length && weight > 0; k++) {
            double sum = 0;
            for (int i = 0; i < test.length; i++) {
                sum += of.weights()[test[i]] * squares[k][i];
            }
            error[k] = sum / weight;
        }
        return List.of(new Judged(weight, error));
    }

    static ErrorCurve of(List<List<Judged>> splits) {
        List<Judged> judged =
                splits.stream().flatMap(List::stream).filter(j -> j.weight > 0).toList();
        if (judged.size() < 2) {
            throw new BadStudy("Cross-validation needs at least two splits with test rows of positive weight; "
                    + judged.size() + " of " + splits.size() + " have them.\nMaybe the weights of whole folds are 0.");
        }
        int count = judged.getFirst().errors.length;
        double[] mean = new double[count];
        double[] spread = new double[count];
        double total = judged.stream().mapToDouble(Judged::weight).sum();
        for (int k = 0; k < count; k++) {
            double sum = 0;
            for (Judged j : judged) {
                sum += j.weight * j.errors[k];
            }
            mean[k] = sum / total;
            double squares = 0;
            for (Judged j : judged) {
                double d = j.errors[k] - mean[k];
                squares += j.weight * d * d;
            }
            spread[k] = Math.sqrt(squares / total / (judged.size() - 1));
        }
        return new ErrorCurve(mean, spread);
    }

    private static double[][] squares(List<LinearFit> fits, Observations of, int[] test) {
        double[][] columns = new double[of.width()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = pick(of.columns()[j], test);
        }
        double[] outcome = pick(of.outcome(), test);
        double[][] squares = new double[fits.size()][];
        for (int k = 0; k < squares.length; k++) {
            double[] predicted = fits.get(k).predict(columns, test.length);
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
