package dev.elsewise.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.mix.answer.MixAnswers;
import java.util.List;

/** The verdicts on a media mix, each with its reason: what would make a careful reader doubt the answers. */
final class Health {
    private Health() {}

    /** @param answers all but their health */
    static List<Diagnostic> of(FittedMix fit, MixAnswers answers) {
        Card card = new Card();
        FitHealth fits = new FitHealth(fit, card);
        fits.size();
        fits.fits(answers.equations());
        answers.validation().ifPresent(fits::predicts);
        answers.validation().ifPresent(v -> fits.agrees(v, answers.channels()));
        fits.important(answers.equations());
        EffectHealth effects = new EffectHealth(fit, card);
        effects.twoStages();
        effects.determined(answers.equations());
        SeriesHealth series = new SeriesHealth(fit, card);
        series.residuals(answers.residuals());
        series.collinearity(answers.collinearity());
        effects.baseline(answers.decomposition());
        effects.share(answers.decomposition());
        effects.returns(answers.channels());
        effects.limits(answers.equations());
        effects.shapes(answers.equations());
        series.stationary();
        series.leads(answers.leads());
        effects.splits(answers.mediation());
        effects.hidden();
        effects.lifts(answers.lifts());
        effects.stable(answers.stability());
        return card.worstFirst();
    }
}
