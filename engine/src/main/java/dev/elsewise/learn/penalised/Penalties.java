package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadStudy;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Which penalties λ a path visits, from the largest down. */
public sealed interface Penalties {
    /** The sequence of glmnet: 100 penalties down to 1e-4 of the largest, or to 1e-2 with fewer rows than columns. */
    static Penalties sequence() {
        return new Sequence(100, OptionalDouble.empty());
    }

    /** Exactly these. */
    static Penalties of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length / 2; i++) {
            double moved = sorted[i];
            sorted[i] = sorted[sorted.length - 1 - i];
            sorted[sorted.length - 1 - i] = moved;
        }
        return new Given(sorted);
    }

    /**
     * Falling by equal factors from the least penalty at which every penalised coefficient is 0, max |xⱼ′r| / (n fⱼ α) on
     * standardised columns (α at least 0.001, limits not considered). As in glmnet it ends early, after five penalties or more,
     * once the share of the deviance explained exceeds 0.999 or grows by less than 1e-5 of itself; the latter not where a limit is 0.
     *
     * @param count at most so many
     * @param ratio the smallest over the largest; by default 1e-4, or 1e-2 with fewer rows than columns
     */
    record Sequence(int count, OptionalDouble ratio) implements Penalties {
        public Sequence {
            if (count < 1) {
                throw new BadStudy("A sequence of penalties needs at least one; found " + count
                        + ".\nMaybe leave the count out: 100 is usual.");
            }
            if (ratio.isPresent() && !(ratio.getAsDouble() > 0 && ratio.getAsDouble() < 1)) {
                throw new BadStudy("The smallest penalty over the largest must lie between 0 and 1; found "
                        + ratio.getAsDouble() + ".\nMaybe 0.0001.");
            }
        }

        public Sequence withCount(int value) {
            return new Sequence(value, ratio);
        }

        public Sequence withRatio(double value) {
            return new Sequence(count, OptionalDouble.of(value));
        }
    }

    /**
     * A list, visited as it stands.
     *
     * @param values each ≥ 0, falling
     */
    record Given(double[] values) implements Penalties {
        public Given {
            if (values.length == 0) {
                throw new BadStudy("A list of penalties needs at least one; it is empty.\nMaybe leave it out.");
            }
            for (int i = 0; i < values.length; i++) {
                if (!(values[i] >= 0) || Double.isInfinite(values[i]) || (i > 0 && values[i] > values[i - 1])) {
                    throw new BadStudy("Penalties must be finite, ≥ 0 and falling; number " + i + " is " + values[i]
                            + ".\nMaybe use Penalties.of, which sorts them.");
                }
            }
        }
    }
}
