package dev.elsewise.report.chart;

import dev.elsewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear scale with ticks at round numbers: 1, 2 or 5 times a power of ten.
 *
 * @param lower the value drawn at {@code from}
 * @param upper the value drawn at {@code to}
 * @param from the pixel of the lower end
 * @param to the pixel of the upper end
 * @param step from one tick to the next
 */
record Axis(double lower, double upper, double from, double to, double step) {
    /** Beyond this no span can be computed without overflow. */
    private static final double MOST = 1e300;

    /** An axis from the smaller to the larger value, widened a little so that nothing sits on its ends. */
    static Axis around(double low, double high, double from, double to, int ticks) {
        double lower = Math.clamp(Math.min(low, high), -MOST, MOST);
        double upper = Math.clamp(Math.max(low, high), -MOST, MOST);
        double span = upper - lower;
        double least = 1e-12 * Math.max(Math.abs(lower), Math.abs(upper));
        if (span <= least) {
            double room = lower == 0 ? 1 : 0.5 * Math.abs(lower);
            return exactly(lower - room, upper + room, from, to, ticks);
        }
        return exactly(lower - 0.04 * span, upper + 0.04 * span, from, to, ticks);
    }

    /** An axis with just these ends. */
    static Axis exactly(double lower, double upper, double from, double to, int ticks) {
        return new Axis(lower, upper, from, to, step((upper - lower) / ticks));
    }

    private static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double times = rough / power;
        if (times < 1.5) return power;
        if (times < 3.5) return 2 * power;
        return times < 7.5 ? 5 * power : 10 * power;
    }

    /** The pixel of a value. */
    double at(double value) {
        return from + (value - lower) / (upper - lower) * (to - from);
    }

    /** Whether a value lies on the axis. */
    boolean holds(double value) {
        return lower <= value && value <= upper;
    }

    /** The value, or the nearer end when it lies beyond. */
    double held(double value) {
        return Math.clamp(value, lower, upper);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        // Whole multiples, so that no rounding error builds up along the axis.
        double last = Math.floor(upper / step * (1 + 1e-12));
        for (double i = Math.ceil(lower / step); i <= last; i++) ticks.add(i * step);
        return ticks;
    }

    /** A tick in words: no more decimals than the step has. */
    String label(double tick) {
        double largest = Math.max(Math.abs(lower), Math.abs(upper));
        int exponent = (int) Math.floor(Math.log10(step) + 1e-9);
        if (tick != 0 && (largest >= 1e7 || exponent < -6)) return Numbers.scientific(tick);
        return Numbers.fixed(tick, Math.max(0, -exponent));
    }
}
