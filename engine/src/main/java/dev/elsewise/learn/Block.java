package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The numeric columns that kernels work on, shared by all models: each pointwise shape once, centred and scaled by the whole
 * sample, 0 where missing, with an indicator of "missing" a number; and each model's own spline and bin columns. A model's
 * coefficients on its own standardised features are a linear map of coefficients on these ({@link Parametrisation}).
 */
final class Block implements Serializable {
    /** A column of the block. */
    sealed interface Source extends Serializable {
        int input();
    }

    /** A shape of the value, 0 where missing. */
    record Point(int input, Shape.Pointwise shape, double centre, double scale) implements Source {}

    /** 1 where the value is missing. */
    record Missing(int input) implements Source {}

    /** A part of a learned basis; missing values take the training median. */
    record Learned(int input, Basis basis, int part, double median, double centre, double scale) implements Source {}

    private final ArrayList<Source> sources = new ArrayList<>();

    int add(Source source) {
        sources.add(source);
        return sources.size() - 1;
    }

    int width() {
        return sources.size();
    }

    List<Source> sources() {
        return sources;
    }

    /** Fills {@code out[column][0 … size)}. */
    void fill(Batch batch, double[][] out) {
        fill(batch, out, Map.of());
    }

    /** The same, with the values of some inputs replaced by a constant. */
    void fill(Batch batch, double[][] out, Map<Integer, Double> set) {
        for (int c = 0; c < sources.size(); c++) {
            Source source = sources.get(c);
            Double constant = set.get(source.input());
            if (constant != null) {
                java.util.Arrays.fill(out[c], 0, batch.size(), value(source, constant));
            } else {
                column(source, batch.numbers(source.input()), batch.start(source.input()), batch.size(), out[c]);
            }
        }
    }

    private static void column(Source source, double[] x, int start, int n, double[] out) {
        switch (source) {
            case Point point -> {
                Shape.Pointwise shape = point.shape;
                double centre = point.centre;
                double inverse = 1 / point.scale;
                if (shape.equals(Shape.LINEAR)) {
                    for (int r = 0; r < n; r++) {
                        double z = (x[start + r] - centre) * inverse;
                        out[r] = Double.isNaN(z) ? 0 : z;
                    }
                } else {
                    for (int r = 0; r < n; r++) {
                        double z = (shape.of(x[start + r]) - centre) * inverse;
                        out[r] = Double.isNaN(z) ? 0 : z;
                    }
                }
            }
            case Missing missing -> {
                for (int r = 0; r < n; r++) {
                    out[r] = Double.isNaN(x[start + r]) ? 1 : 0;
                }
            }
            case Learned learned -> {
                for (int r = 0; r < n; r++) {
                    out[r] = value(learned, x[start + r]);
                }
            }
        }
    }

    private static double value(Source source, double x) {
        return switch (source) {
            case Point p -> Double.isNaN(x) ? 0 : (p.shape.of(x) - p.centre) * (1 / p.scale);
            case Missing m -> Double.isNaN(x) ? 1 : 0;
            case Learned l -> (l.basis.at(Double.isNaN(x) ? l.median : x, l.part) - l.centre) / l.scale;
        };
    }
}
