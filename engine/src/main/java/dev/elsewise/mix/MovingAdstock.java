package dev.elsewise.mix;

import dev.elsewise.scm.Transform;

/** A carry-over of series that stay, at parameters that move. */
final class MovingAdstock implements Transform.Moving {
    private final Adstock adstock;
    private final double[] x;
    private final int periods;
    private double[] at = {};

    MovingAdstock(Adstock adstock, double[] x, int periods) {
        this.adstock = adstock;
        this.x = x;
        this.periods = periods;
    }

    @Override
    public void values(double[] at, double[] out) {
        this.at = at;
        adstock.apply(x, periods, at, out);
    }

    @Override
    public void slopes(double[][] out) {
        for (int k = 0; k < out.length; k++) {
            if (out[k].length > 0) {
                adstock.slope(x, periods, at, k, out[k]);
            }
        }
    }
}
