package dev.elsewise.graph;

import dev.elsewise.error.EffectNotIdentified;
import dev.elsewise.question.Question;
import java.util.List;

/**
 * The assumptions do not identify the effect in the way that was looked for.
 *
 * @param because the reason in words, and a line beginning "Maybe" where there is a remedy
 * @param openPaths what stays open, one path for every way out of the treatment, the plainest first
 * @param <I> the way that was looked for
 */
public record NotIdentified<I extends Identification<I>>(Question question, String because, List<OpenPath> openPaths)
        implements Identification<I> {
    public NotIdentified {
        openPaths = List.copyOf(openPaths);
    }

    @Override
    public I orThrow() {
        throw new EffectNotIdentified(because);
    }
}
