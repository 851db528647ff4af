package dev.elsewise.scm;

import java.util.List;
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
        /**
         * Penalised least squares in coefficients and shapes at once.
         *
         * @param ridge on standardised columns
         * @param starts of the search for shapes
         */
        record LeastSquares(double ridge, int starts) implements Method {}
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
