package dev.elsewise.scm;

/**
 * What an experiment says of one term: Σ over rows of weight × coefficient × (column as it was − column as changed) is so much, give or
 * take. It either pins the coefficient, whatever the series say, or joins them as one observation.
 *
 * @param column of the mechanism
 * @param changed the series of the other world, unit by unit
 * @param weight of each row (unit × periods + period); 0 outside the experiment
 */
record Evidence(int column, Series[] changed, double[] weight, double effect, double standardError, boolean pins) {
    Evidence withEffect(double value) {
        return new Evidence(column, changed, weight, value, standardError, pins);
    }
}
