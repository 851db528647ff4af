package dev.elsewise.xgboost;

import dev.elsewise.data.Batch;
import dev.elsewise.learn.Features;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How columns become the single-precision numbers that XGBoost sees, learned from one model's training rows.
 *
 * <p>A number is moved and scaled so that the training rows fill [−1, 1], which no tree notices but the rounding does: large
 * values that differ little, such as times, keep 24 bits of their range. Missing stays missing.
 *
 * <p>A category becomes the place of its level, and XGBoost splits by sets of levels (its native categories: levels sorted by
 * their gradient, then cut, after W. D. Fisher 1958, DOI 10.1080/01621459.1958.10501479; one level against the rest when there
 * are few). An indicator a level would need one split for each level that matters, so that shallow trees could use few of
 * 200; and 200 columns where one will do are slower to grow. The danger of sets is rare levels whose mean is noise: those seen
 * fewer than {@code minFrequency} times in the training rows are one pooled level. Levels that the training rows do not hold
 * join it too; when nothing was pooled, they are missing.
 */
record Encoding(List<Input> inputs) implements Serializable {
    Encoding {
        inputs = List.copyOf(inputs);
    }

    /** A column as XGBoost sees it. */
    sealed interface Input extends Serializable {}

    /** (x − centre) / halfRange. */
    record Scaled(double centre, double halfRange) implements Input {
        /** For values of which these are the extremes. */
        static Scaled between(double least, double most) {
            // Halved before they are joined: their difference may be more than the largest double.
            return least < most ? new Scaled(least / 2 + most / 2, most / 2 - least / 2) : new Scaled(least, 1);
        }

        float of(double x) {
            return (float) ((x - centre) / halfRange);
        }
    }

    /** The place of each level; NaN where the training rows say nothing of it. */
    record Placed(float[] ofLevel) implements Input {}

    /** What was learned, with remarks on columns that can split nothing. */
    record Learned(Encoding encoding, List<String> notes) {}

    static Learned of(Sample sample, int[] rows) {
        List<Input> inputs = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Features.Feature feature : sample.features()) {
            inputs.add(
                    switch (feature) {
                        case Features.Numeric number -> scaled(sample, rows, number, notes);
                        case Features.Categorical category -> placed(sample, rows, category, notes);
                    });
        }
        return new Learned(new Encoding(inputs), notes);
    }

    private static Input scaled(Sample sample, int[] rows, Features.Numeric number, List<String> notes) {
        double[] values = sample.columns().numbers(number.column());
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int r : rows) {
            if (values[r] < least) {
                least = values[r];
            }
            if (values[r] > most) {
                most = values[r];
            }
        }
        if (least > most) {
            notes.add("\"" + number.column() + "\" is missing in all training rows and splits nothing");
            return new Scaled(0, 1);
        }
        if (least == most) {
            notes.add("\"" + number.column() + "\" is constant and splits only by being missing");
            return new Scaled(least, 1);
        }
        return Scaled.between(least, most);
    }

    private static Input placed(Sample sample, int[] rows, Features.Categorical category, List<String> notes) {
        int[] codes = sample.columns().codes(category.column());
        double[] counts = new double[sample.problem().table().cardinality(category.column())];
        Optional<double[]> frequencies = sample.frequencies();
        for (int r : rows) {
            if (codes[r] >= 0) {
                counts[codes[r]] += frequencies.isPresent() ? frequencies.get()[r] : 1;
            }
        }
        float[] places = new float[counts.length];
        int kept = 0;
        boolean pooled = false;
        for (int level = 0; level < counts.length; level++) {
            boolean keeps = counts[level] > 0 && counts[level] >= category.minFrequency();
            pooled |= counts[level] > 0 && !keeps;
            places[level] = keeps ? kept++ : -1;
        }
        float others = pooled ? kept : Float.NaN;
        for (int level = 0; level < places.length; level++) {
            if (places[level] < 0) {
                places[level] = others;
            }
        }
        if (kept + (pooled ? 1 : 0) < 2) {
            notes.add("\"" + category.column() + "\" has "
                    + (kept > 0
                            ? "one level in the training rows and splits only by being missing"
                            : pooled
                                    ? "only rare levels in the training rows and splits only by being missing"
                                    : "no level in the training rows and splits nothing"));
        }
        return new Placed(places);
    }

    /** Columns that XGBoost sees; one at least. */
    int width() {
        return Math.max(1, inputs.size());
    }

    /** XGBoost's names of the kinds. */
    String[] types() {
        String[] types = new String[width()];
        Arrays.fill(types, "float");
        for (int i = 0; i < inputs.size(); i++) {
            types[i] = inputs.get(i) instanceof Placed ? "c" : "float";
        }
        return types;
    }

    /**
     * Fills {@code x} row after row.
     *
     * @param batch the features in order
     * @param rows which rows of the batch
     * @param set values in place of those of some inputs, by place
     */
    void fill(Batch batch, int[] rows, int count, Map<Integer, Double> set, float[] x) {
        int width = width();
        for (int i = 0; i < inputs.size(); i++) {
            int start = batch.start(i);
            switch (inputs.get(i)) {
                case Scaled scaled -> {
                    Double fixed = set.get(i);
                    if (fixed == null) {
                        double[] values = batch.numbers(i);
                        for (int r = 0; r < count; r++) {
                            x[r * width + i] = scaled.of(values[start + rows[r]]);
                        }
                    } else {
                        float value = scaled.of(fixed);
                        for (int r = 0; r < count; r++) {
                            x[r * width + i] = value;
                        }
                    }
                }
                case Placed placed -> {
                    int[] codes = batch.codes(i);
                    for (int r = 0; r < count; r++) {
                        int code = codes[start + rows[r]];
                        x[r * width + i] = code < 0 ? Float.NaN : placed.ofLevel[code];
                    }
                }
            }
        }
    }
}
