package dev.elsewise.study.mix;

import dev.elsewise.decide.Lever;
import dev.elsewise.decide.Response;
import dev.elsewise.decide.ResponseSurface;
import dev.elsewise.decide.Wording;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.LeverCurves;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Panel;
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
        LeverCurves curves = LeverCurves.of(fit, by(split));
        return new MixSurface(curves, levers(curves.parts()), wording(fit.data(), split));
    }

    private static List<Lever> levers(List<LeverCurves.Part> parts) {
        return parts.stream()
                .map(p -> Lever.of(p.channel(), p.part(), p.current()).observedUpTo(p.observedMost()))
                .toList();
    }

    /** The levers that a mix will have, before it is fitted. */
    static List<Lever> levers(MediaMix mix, Panel data, BudgetPlan.Split split) {
        return levers(LeverCurves.parts(mix, data, by(split)));
    }

    private static LeverCurves.Split by(BudgetPlan.Split split) {
        return switch (split) {
            case CHANNELS -> LeverCurves.Split.CHANNELS;
            case PERIODS -> LeverCurves.Split.PERIODS;
            case UNITS -> LeverCurves.Split.UNITS;
        };
    }

    /** The curves count money over the window; a reader, by the period. Of a plan by periods each lever is a period's own money. */
    static Wording wording(Panel data, BudgetPlan.Split split) {
        int periods = data.window();
        String period =
                MixStudy.Grain.of(data.periods()).map(MixStudy.Grain::period).orElse("period");
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
