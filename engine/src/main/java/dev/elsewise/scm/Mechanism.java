package dev.elsewise.scm;

import dev.elsewise.learn.trees.TreeRecipe;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a node depends on its parents, before it has seen data: terms, the scale on which they add up, and how they are fitted.
 *
 * @param terms in the order in which a collinear one is left out
 * @param differenced whether changes from period to period are explained by changes of the terms: for nodes that wander, whose levels move with
 *     anything that wanders too
 */
public record Mechanism(List<Term> terms, Link link, Method method, boolean differenced) {
    public Mechanism {
        terms = List.copyOf(terms);
    }

    /** How a mechanism is fitted. */
    public sealed interface Method {
        /** How shapes are searched for: whatever is fitted to the columns that they make, they are those of least squares. */
        default LeastSquares shapes() {
            return new LeastSquares(1e-4, 6);
        }

        /**
         * Penalised least squares in coefficients and shapes at once.
         *
         * @param ridge on standardised columns
         * @param starts of the search for shapes
         */
        record LeastSquares(double ridge, int starts) implements Method {
            @Override
            public LeastSquares shapes() {
                return this;
            }
        }

        /**
         * An elastic net over the columns that the shapes make, within the terms' limits. In draws of the bootstrap the penalty and the
         * columns dropped stay as they were chosen: intervals are given the penalty.
         *
         * @param mixing 0 ridge, 1 lasso
         * @param penalty chosen by time-series cross-validation when empty
         * @param oneStandardError whether the largest penalty within a standard error of the best is chosen
         * @param robust whether coefficients are compared for an interquartile range of their column (for a standard deviation where that
         *     is 0) instead of a standard deviation
         * @param recursive whether columns are dropped one by one, the weakest first, as long as that predicts better
         * @param summed whether a penalty that is given stands beside the sum of squares instead of half their mean
         */
        record ElasticNet(
                double mixing,
                OptionalDouble penalty,
                boolean oneStandardError,
                boolean robust,
                boolean recursive,
                boolean summed)
                implements Method {
            /** With a penalty beside half the mean of squares. */
            public ElasticNet(
                    double mixing,
                    OptionalDouble penalty,
                    boolean oneStandardError,
                    boolean robust,
                    boolean recursive) {
                this(mixing, penalty, oneStandardError, robust, recursive, false);
            }
        }

        /** Trees over the columns that the shapes make; limits of coefficients do not hold for them. */
        record Trees(TreeRecipe recipe) implements Method {}
    }

    /** A sum of terms by least squares, with a slight ridge that keeps collinear shapes apart. */
    public static Mechanism leastSquares(Term... terms) {
        return new Mechanism(List.of(terms), Link.IDENTITY, new Method.LeastSquares(1e-6, 6), false);
    }

    public Mechanism withLink(Link value) {
        return new Mechanism(terms, value, method, differenced);
    }

    public Mechanism withMethod(Method value) {
        return new Mechanism(terms, link, value, differenced);
    }

    public Mechanism withTerms(List<Term> value) {
        return new Mechanism(value, link, method, differenced);
    }

    /** The same terms, fitted to changes from period to period. */
    public Mechanism differenced(boolean value) {
        return new Mechanism(terms, link, method, value);
    }

    /** The nodes whose arrows its terms stand for. */
    public Set<String> nodes() {
        Set<String> nodes = new TreeSet<>();
        terms.forEach(t -> nodes.addAll(t.nodes()));
        return nodes;
    }
}
