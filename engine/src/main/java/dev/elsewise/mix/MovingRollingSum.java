package dev.elsewise.mix;

import dev.elsewise.scm.Transform;
import java.util.Arrays;

/** The geometric carry-over of series that stay, at a retention that moves. */
final class MovingRollingSum implements Transform.Moving {
    private final Kernel.Geometric kernel;
    private final double[] x;
    private final int periods;
    private final int[] ended;
    private double[] at = {};
    private double[] values = {};

    MovingRollingSum(Kernel.Geometric kernel, double[] x, int periods) {
        this.kernel = kernel;
        this.x = x;
        this.periods = periods;
        int[] places = new int[x.length];
        int[] count = {0};
        RollingSum.ends(x, periods, kernel.lags(), t -> places[count[0]++] = t);
        ended = Arrays.copyOf(places, count[0]);
    }

    @Override
    public void values(double[] at, double[] out) {
        this.at = at;
        values = out;
        kernel.rolling(x, periods, at).values(out);
        end(out);
    }

    @Override
    public void slopes(double[][] out) {
        if (out[0].length > 0) {
            kernel.rolling(x, periods, at).slope(values, kernel.rising(at[0]), out[0]);
            end(out[0]);
        }
    }

    private void end(double[] out) {
        for (int t : ended) {
            out[t] = 0;
        }
    }
}
