package dev.elsewise.scm;

import java.util.List;

/** How a node depends on its parents, as far as the data told. Immutable. */
public interface FittedMechanism {
    /** What it explains. */
    String node();

    Link link();

    /** The variance of what it leaves, on the scale of its terms. */
    double variance();

    /** How it was fitted, in a few words. */
    String method();

    /** What each column contributes: none for mechanisms that are not sums. */
    List<Contribution> contributions();

    /** The values in a unit of the parameters of the transform through which a parent acts; empty when it has none. */
    double[] shape(String parent, int unit);

    /**
     * A column with its coefficient.
     *
     * @param column its name
     * @param nodes whose arrows it stands for
     * @param coefficients unit by unit, for a column as its transform makes it of the parent's own scale
     * @param scale what the parent was divided by before its transform
     * @param held whether the coefficient lies at a limit in some unit
     * @param aliased whether it is a combination of earlier columns, and was left out
     */
    record Contribution(
            String column,
            java.util.Set<String> nodes,
            double[] coefficients,
            double scale,
            boolean held,
            boolean aliased) {}
}
