package dev.elsewise.report.chart;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The least and the largest of some numbers; what is not finite does not count. */
record Range(double low, double high) {
    static Range of(double... values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        return finite.length == 0
                ? new Range(0, 1)
                : new Range(
                        Arrays.stream(finite).min().getAsDouble(),
                        Arrays.stream(finite).max().getAsDouble());
    }

    static Range of(DoubleStream values) {
        return of(values.toArray());
    }

    Range with(double value) {
        return Double.isFinite(value) ? new Range(Math.min(low, value), Math.max(high, value)) : this;
    }
}
