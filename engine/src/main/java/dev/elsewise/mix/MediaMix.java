package dev.elsewise.mix;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.scm.Pooling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A media-mix model before it has seen data: a thin recipe for a structural causal model over time. The graph decides the terms of each
 * equation.
 *
 * @param outcome the node that is to be explained, a column
 * @param value the column that says what a unit of the outcome is worth in money; empty when the outcome is money
 * @param link whether the outcome or its logarithm is a sum of terms
 * @param inputs every other node that acts, in the order of the study
 * @param mediators those of them that are themselves explained
 * @param interactions pairs of inputs whose product acts beside them
 * @param differenced explained nodes that wander, of which changes are explained instead of levels
 * @param lags for each explained node the periods back at which it acts on itself
 * @param families how nodes are fitted that are not fitted by {@code family}
 * @param scaling what the columns of an equation are measured in before a penalty compares their coefficients
 */
public record MediaMix(
        String outcome,
        Optional<String> value,
        Link link,
        List<Input> inputs,
        List<Mediator> mediators,
        Baseline baseline,
        List<Interaction> interactions,
        Map<String, List<Integer>> lags,
        Set<String> differenced,
        CausalGraph graph,
        Family family,
        Map<String, Family> families,
        Pooling pooling,
        List<Lift> lifts,
        Uncertainty uncertainty,
        Design design,
        Scaling scaling) {
    public MediaMix {
        inputs = List.copyOf(inputs);
        mediators = List.copyOf(mediators);
        interactions = List.copyOf(interactions);
        lags = Map.copyOf(lags);
        differenced = Set.copyOf(differenced);
        families = Map.copyOf(families);
        lifts = List.copyOf(lifts);
    }

    /** What is a sum of terms. */
    public enum Link {
        IDENTITY,
        /** The logarithm of the outcome, which must be positive. */
        LOG
    }

    /** Inputs whose product acts. */
    public record Interaction(List<String> of) {
        public String name() {
            return String.join(" × ", of);
        }
    }

    /**
     * The residual block bootstrap.
     *
     * @param block the periods of a block; max(4, ⌈n^⅓⌉) when empty
     * @param level of the intervals
     */
    public record Uncertainty(int draws, OptionalInt block, double level) {
        public static Uncertainty withDefaults() {
            return new Uncertainty(1000, OptionalInt.empty(), 0.9);
        }
    }

    /** What the columns of an equation are measured in. */
    public enum Scaling {
        /** Differences from the mean, in standard deviations. */
        STANDARD,
        /** Differences from the median, in interquartile ranges: outliers do not set the unit. */
        ROBUST
    }

    /** Which structure the equations have. */
    public enum Design {
        /** Each equation has all its parents. */
        GRAPH,
        /**
         * The outcome sees the mediator as its causes predict it, and none of the channels among those causes: seed 004's two stages.
         * Controls that move both stay in both equations, because the second would be confounded without them.
         */
        TWO_STAGE
    }

    /** The same mix with an input in the place of the one of its name. */
    public MediaMix withInput(Input value) {
        return withInputs(inputs.stream()
                .map(i -> i.name().equals(value.name()) ? value : i)
                .toList());
    }

    public MediaMix withInputs(List<Input> value) {
        return new MediaMix(
                outcome,
                this.value,
                link,
                value,
                mediators,
                baseline,
                interactions,
                lags,
                differenced,
                graph,
                family,
                families,
                pooling,
                lifts,
                uncertainty,
                design,
                scaling);
    }

    public MediaMix withGraph(CausalGraph value) {
        return new MediaMix(
                outcome,
                this.value,
                link,
                inputs,
                mediators,
                baseline,
                interactions,
                lags,
                differenced,
                value,
                family,
                families,
                pooling,
                lifts,
                uncertainty,
                design,
                scaling);
    }

    /** The same mix, all of whose nodes are fitted by one family. */
    public MediaMix withFamily(Family value) {
        return new MediaMix(
                outcome,
                this.value,
                link,
                inputs,
                mediators,
                baseline,
                interactions,
                lags,
                differenced,
                graph,
                value,
                Map.of(),
                pooling,
                lifts,
                uncertainty,
                design,
                scaling);
    }

    /** An input by its name. */
    public Optional<Input> input(String name) {
        for (Input input : inputs) {
            if (input.name().equals(name)) {
                return Optional.of(input);
            }
        }
        return Optional.empty();
    }

    /** Whether a node is explained by an equation. */
    public boolean explains(String node) {
        return node.equals(outcome) || mediators.stream().anyMatch(m -> m.name().equals(node));
    }
}
