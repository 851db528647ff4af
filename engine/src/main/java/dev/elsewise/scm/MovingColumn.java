package dev.elsewise.scm;

import java.util.ArrayList;
import java.util.List;

/** A filtered column of one unit, or of several that share its parameters, as these move. */
final class MovingColumn {
    private final int column;
    private final int[] places;
    private final Transform.Moving filter;
    private final double[] values;
    private final double[][] slopes;

    /**
     * @param places of the parameters among all
     * @param x the units' series, one after the other
     */
    MovingColumn(int column, int[] places, Transform transform, double[] x, int periods) {
        this.column = column;
        this.places = places;
        List<Parameter> parameters = transform.parameters();
        filter = transform.moving(x, periods);
        values = new double[x.length];
        slopes = new double[places.length][];
        for (int k = 0; k < slopes.length; k++) {
            slopes[k] = new double[parameters.get(k).fixed() ? 0 : x.length];
        }
    }

    /** The column, unit after unit; the next call overwrites it. */
    double[] values(double[] theta) {
        double[] at = new double[places.length];
        for (int k = 0; k < at.length; k++) {
            at[k] = theta[places[k]];
        }
        filter.values(at, values);
        return values;
    }

    /** Its derivatives by the parameters that are fitted, where {@link #values} were asked for last; the next call overwrites them. */
    List<Layout.Slope> slopes() {
        filter.slopes(slopes);
        List<Layout.Slope> all = new ArrayList<>();
        for (int k = 0; k < slopes.length; k++) {
            if (slopes[k].length > 0) {
                all.add(new Layout.Slope(places[k], column, slopes[k]));
            }
        }
        return all;
    }
}
