package dev.elsewise.study.mix;

import dev.elsewise.decide.Lever;
import dev.elsewise.decide.Response;
import dev.elsewise.decide.ResponseSurface;
import dev.elsewise.decide.Wording;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.LeverCurves;
import dev.elsewise.scm.Draws;
import java.util.ArrayList;
import java.util.List;

/** The responses of a fitted mix to money on its channels, from curves that each draw made once. */
final class MixSurface implements ResponseSurface {
    private final LeverCurves curves;
    private final List<Lever> levers;
    private final Wording wording;

    private MixSurface(LeverCurves curves, List<Lever> levers, Wording wording) {
        this.curves = curves;
        this.levers = levers;
        this.wording = wording;
    }

    static MixSurface of(FittedMix fit, BudgetPlan.Split split) {
        LeverCurves curves = LeverCurves.of(
                fit,
                switch (split) {
                    case CHANNELS -> LeverCurves.Split.CHANNELS;
                    case PERIODS -> LeverCurves.Split.PERIODS;
                    case UNITS -> LeverCurves.Split.UNITS;
                });
        List<Lever> levers = new ArrayList<>();
        for (LeverCurves.Part part : curves.parts()) {
            levers.add(Lever.of(part.channel(), part.part(), part.current()).observedUpTo(part.observedMost()));
        }
        return new MixSurface(curves, List.copyOf(levers), wording(fit, split));
    }

    /** The curves count money over the window; a reader, by the period. Of a plan by periods each lever is a period's own money. */
    static Wording wording(FittedMix fit, BudgetPlan.Split split) {
        int periods = fit.data().window();
        String period = MixStudy.Grain.of(fit.data().periods())
                .map(MixStudy.Grain::period)
                .orElse("period");
        return split == BudgetPlan.Split.PERIODS
                ? new Wording(1, "", "over the " + periods + " " + period + "s")
                : new Wording(periods, "a " + period, "a " + period);
    }

    @Override
    public Wording wording() {
        return wording;
    }

    @Override
    public List<Lever> levers() {
        return levers;
    }

    @Override
    public int draws() {
        return curves.draws();
    }

    /** What one plan brings more than another, by draw. */
    Draws gain(double[] now, double[] then) {
        return curves.gain(now, then);
    }

    @Override
    public List<String> mediators() {
        return curves.mediators();
    }

    @Override
    public void respond(double[] amounts, int from, int to, Response into) {
        curves.respond(amounts, from, to, into.outcome(), into.induced());
    }

    @Override
    public void respondWithSlopes(double[] amounts, int from, int to, Response into) {
        curves.slopes(amounts, from, to, into.outcomeSlopes(), into.inducedSlopes());
        respond(amounts, from, to, into);
    }
}
