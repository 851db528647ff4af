package dev.elsewise.scm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a node depends on its parents, as far as the data told. Immutable. */
public interface FittedMechanism {
    /** What it explains. */
    String node();

    Link link();

    /** The variance of what it leaves, on the scale of its terms. */
    double variance();

    /** How it was fitted, in a few words. */
    String method();

    /** The penalty at which it was fitted; empty where none was chosen. */
    OptionalDouble penalty();

    /** The columns that were dropped because the rest predicted better, in the order in which they went. */
    List<String> dropped();

    /** What each column contributes: none for mechanisms that are not sums. */
    List<Contribution> contributions();

    /** How much it leans on each column: none for sums, whose coefficients say more. */
    List<Importance> importance();

    /** The values in a unit of the parameters of the transform through which a parent acts; empty when it has none. */
    double[] shape(String parent, int unit);

    /**
     * How much trees lean on a column: never an effect.
     *
     * @param gain the share of the fall of squares that its splits brought
     * @param permutation the share of the rise of squares when columns are shuffled that is its own; NaN where that was not asked
     */
    record Importance(String column, double gain, double permutation) {}

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

    /**
     * All numbers of a sum of terms, by which it can be built again without fitting.
     *
     * @param parameters what shapes it, each by its node and name
     * @param theta their values
     * @param columns what it is a sum of
     * @param beta their coefficients unit by unit, for columns divided by what {@link Contribution#scale} says
     * @param held whether a coefficient lies at a limit, unit by unit
     * @param aliased whether a column was left out as a combination of earlier ones
     * @param between how units' coefficients differ, where they are pooled partially
     * @param penalty what a chosen penalty did
     */
    record Numbers(
            List<String> parameters,
            double[] theta,
            List<String> columns,
            double[][] beta,
            double[] intercept,
            double variance,
            boolean[][] held,
            boolean[] aliased,
            Optional<Between> between,
            Optional<Penalty> penalty) {}

    /**
     * How units' coefficients differ, column by column.
     *
     * @param variance between units
     * @param common what they vary about
     */
    record Between(double[] variance, double[] common) {}

    /**
     * What a chosen penalty did to a sum of terms.
     *
     * @param kept which columns were not dropped
     * @param squares the weights of squared coefficients
     * @param absolutes the weights of absolute ones
     * @param unpenalised the sum by least squares beside it
     */
    record Penalty(
            String method,
            double penalty,
            boolean[] kept,
            List<String> dropped,
            double[] squares,
            double[] absolutes,
            Optional<Numbers> unpenalised) {}
}
