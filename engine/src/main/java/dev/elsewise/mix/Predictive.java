package dev.elsewise.mix;

import dev.elsewise.learn.time.Crps;
import dev.elsewise.learn.time.SummedDraws;
import java.util.Arrays;

/** What a period was predicted to be: what each draw expects, with each of the errors of training in turn. */
sealed interface Predictive {
    double LOW = 0.05;
    double HIGH = 0.95;

    /** So many errors have distances that take 64 MB: with more, one period's draws are put in order instead, and take less. */
    int FEW = 2_900;

    Judged judged(double actual, double[] expects);

    /**
     * What a prediction was worth.
     *
     * @param score the continuous ranked probability score of what happened
     * @param held whether the middle 90 % hold it
     */
    record Judged(double score, boolean held) {}

    /** Errors that are added. */
    static Predictive ofErrors(double[] errors) {
        return errors.length <= FEW ? new Summed(new SummedDraws(errors)) : Ordered.of(errors, false);
    }

    /** Errors that are shares of what was expected. */
    static Predictive ofShares(double[] errors) {
        return Ordered.of(errors, true);
    }

    record Summed(SummedDraws draws) implements Predictive {
        @Override
        public Judged judged(double actual, double[] expects) {
            return new Judged(draws.score(actual, expects), draws.holds(actual, expects, LOW, HIGH));
        }
    }

    record Ordered(double[] errors, boolean shares) implements Predictive {
        static Ordered of(double[] errors, boolean shares) {
            double[] sorted = errors.clone();
            // In order, so that sorting what follows is merging.
            Arrays.sort(sorted);
            return new Ordered(sorted, shares);
        }

        @Override
        public Judged judged(double actual, double[] expects) {
            // One period's draws at a time: those of all would take gigabytes where days are counted.
            double[] draws = new double[errors.length * expects.length];
            for (int d = 0; d < draws.length; d++) {
                double expected = expects[d / errors.length];
                double error = errors[d % errors.length];
                draws[d] = shares ? expected * (1 + error) : expected + error;
            }
            Arrays.sort(draws);
            int last = draws.length - 1;
            return new Judged(
                    Crps.ofSorted(actual, draws),
                    actual >= draws[(int) Math.floor(LOW * last)] && actual <= draws[(int) Math.ceil(HIGH * last)]);
        }
    }
}
