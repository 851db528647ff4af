package dev.elsewise.scm;

/**
 * What an experiment says of the coefficients of an equation: that its outcome moved by so much, give or take, when the series that it reads
 * were others than they were. It either pins one coefficient, whatever the series say, or joins them as one observation.
 *
 * @param own the column of the cause alone; −1 where it acts through others only
 * @param before the series as they were
 * @param after those of the other world
 * @param weight of each row (unit × periods + period) in the sum; 0 outside the experiment
 * @param effect the weighted sum of the outcome in the other world less as it was
 */
record Evidence(
        int own, Series before, Series after, double[] weight, double effect, double standardError, boolean pins) {
    /** Whether a unit counts in it. */
    boolean in(int unit) {
        int n = weight.length / before.units();
        for (int r = unit * n; r < (unit + 1) * n; r++) {
            if (weight[r] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the experiment moves columns of a slot. */
    boolean moves(Layout.Slot slot) {
        return !(slot.term() instanceof Term.Lagged) && slot.touched(after);
    }
}
