package dev.elsewise.effect;

import dev.elsewise.check.Diagnostic;
import java.util.List;

/** A number with its uncertainty, what it assumes, and the checks that could have broken it. Immutable. */
public sealed interface Estimate permits ScoredEstimate, InfluenceEstimate {
    /** What was estimated, and of whom. */
    Description description();

    double value();

    double standardError();

    /** How many units, each as often as its frequency weight says. */
    long rows();

    Uncertainty uncertainty();

    /** The same estimate with standard errors that allow units of a cluster to depend on each other; nothing is refitted. */
    Estimate clusteredBy(String column);

    /** A two-sided interval from the normal distribution. */
    default Interval interval(double level) {
        double z = Normal.quantile(0.5 + level / 2);
        return new Interval(level, "normal", value() - z * standardError(), value() + z * standardError());
    }

    /** The 95 % interval. */
    default Interval interval() {
        return interval(0.95);
    }

    /**
     * What an estimate is, in words.
     *
     * @param id unique among the estimates of a study
     * @param estimator the estimator's name in a study file
     * @param label the estimate's name for people
     * @param target the population in words
     * @param assumes the assumptions in words
     */
    record Description(
            String id, String estimator, String label, String target, List<String> assumes, List<Diagnostic> checks) {
        public Description {
            assumes = List.copyOf(assumes);
            checks = List.copyOf(checks);
        }

        public Description withId(String value) {
            return new Description(value, estimator, label, target, assumes, checks);
        }

        public Description withTarget(String value) {
            return new Description(id, estimator, label, value, assumes, checks);
        }

        public Description withChecks(List<Diagnostic> value) {
            return new Description(id, estimator, label, target, assumes, value);
        }
    }
}
