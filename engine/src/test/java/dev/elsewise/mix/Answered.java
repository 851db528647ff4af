package dev.elsewise.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Panel;
import java.util.List;

/** Answers without what takes longest: no folds, and nothing about stability. */
final class Answered {
    private Answered() {}

    static MixAnswers of(MediaMix mix, Panel panel, int draws) {
        Bootstrap bootstrap = Bootstrap.withDefaults().withDraws(draws);
        return of(FittedMix.of(mix, panel, bootstrap), draws);
    }

    static MixAnswers of(FittedMix fit, int draws) {
        return Answering.withDefaults()
                .withTrials(List.of())
                .withStability(false)
                .of(fit, Bootstrap.withDefaults().withDraws(draws));
    }

    /** An item of the health card. */
    static Diagnostic check(MixAnswers answers, String name) {
        return answers.health().stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
