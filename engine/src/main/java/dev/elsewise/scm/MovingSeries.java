package dev.elsewise.scm;

import java.util.Arrays;

/** Any transform of series that stay, one series after the other. */
final class MovingSeries implements Transform.Moving {
    private final Transform transform;
    private final double[][] x;
    private final double[] scratch;
    private double[] at = {};

    MovingSeries(Transform transform, double[] x, int periods) {
        this.transform = transform;
        this.x = new double[x.length / periods][];
        Arrays.setAll(this.x, u -> Arrays.copyOfRange(x, u * periods, (u + 1) * periods));
        scratch = new double[periods];
    }

    @Override
    public void values(double[] at, double[] out) {
        this.at = at;
        for (int u = 0; u < x.length; u++) {
            transform.apply(x[u], at, scratch);
            put(u, out);
        }
    }

    @Override
    public void slopes(double[][] out) {
        for (int k = 0; k < out.length; k++) {
            for (int u = 0; u < x.length && out[k].length > 0; u++) {
                transform.slope(x[u], at, k, scratch);
                put(u, out[k]);
            }
        }
    }

    private void put(int unit, double[] out) {
        System.arraycopy(scratch, 0, out, unit * scratch.length, scratch.length);
    }
}
