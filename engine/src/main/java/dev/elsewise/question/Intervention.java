package dev.elsewise.question;

import java.util.Arrays;

/** What is done to one node of a world, in some periods. All but {@link Set} are soft: they depend on what the node would be anyway. */
public sealed interface Intervention {
    String node();

    Periods during();

    /**
     * The node's value under the intervention.
     *
     * @param natural what it would be in this world if nothing were done to it
     * @param observed what it was
     * @param row unit × periods + period
     */
    double value(double natural, double observed, int row);

    /**
     * The same of some rows, in place.
     *
     * @param values what they would be, and then are
     * @param from the first row; the one after the last is {@code to}
     */
    default void act(double[] values, double[] observed, int from, int to) {
        for (int row = from; row < to; row++) {
            values[row] = value(values[row], observed[row], row);
        }
    }

    /** do(node = value). */
    record Set(String node, double value, Periods during) implements Intervention {
        @Override
        public double value(double natural, double observed, int row) {
            return value;
        }

        @Override
        public void act(double[] values, double[] observed, int from, int to) {
            Arrays.fill(values, from, Math.max(from, to), value);
        }
    }

    /** A factor of what it would be. */
    record Scale(String node, double factor, Periods during) implements Intervention {
        @Override
        public double value(double natural, double observed, int row) {
            return factor * natural;
        }

        @Override
        public void act(double[] values, double[] observed, int from, int to) {
            for (int row = from; row < to; row++) {
                values[row] *= factor;
            }
        }
    }

    /** So much more than it would be, but never less than 0. */
    record Shift(String node, double by, Periods during) implements Intervention {
        @Override
        public double value(double natural, double observed, int row) {
            return Math.max(0, natural + by);
        }
    }

    /**
     * What it would be, up to a bound.
     *
     * @param most a bound for each row
     */
    record Cap(String node, double[] most, Periods during) implements Intervention {
        @Override
        public double value(double natural, double observed, int row) {
            return Math.min(natural, most[row]);
        }
    }

    /** What it was, whatever its causes do. */
    record Hold(String node, Periods during) implements Intervention {
        @Override
        public double value(double natural, double observed, int row) {
            return observed;
        }
    }

    /**
     * A path, such as that of another world.
     *
     * @param path a value for each row
     */
    record Along(String node, double[] path, Periods during) implements Intervention {
        @Override
        public double value(double natural, double observed, int row) {
            return path[row];
        }
    }

    /** Sets a node everywhere. */
    static Intervention set(String node, double value) {
        return new Set(node, value, Periods.ALL);
    }

    /** Scales a node everywhere. */
    static Intervention scale(String node, double factor) {
        return new Scale(node, factor, Periods.ALL);
    }

    /** Holds a node everywhere at what was observed. */
    static Intervention hold(String node) {
        return new Hold(node, Periods.ALL);
    }
}
