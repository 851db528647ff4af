package dev.elsewise.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.graph.Edge;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Experiment;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Pooling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Lift tests: what they tell the model, and whether the model would have said the same. */
record Lifts(MediaMix mix, Panel data) {
    private static final int DRAWS = 200;
    /** Standard errors beyond which hardly a draw of an experiment goes. */
    private static final double SURELY = 5;

    /** @param sizes by which units' outcomes are divided in the model */
    static List<Experiment> experiments(MediaMix mix, Panel data, double[] sizes) {
        Lifts lifts = new Lifts(mix, data);
        List<Experiment> experiments = new ArrayList<>();
        for (Lift lift : mix.lifts()) {
            lifts.refuse(lift);
            Periods during = lifts.during(lift);
            double[] weights = new double[sizes.length];
            for (int u : lifts.units(lift)) {
                weights[u] = sizes[u];
            }
            lifts.refuseNothing(lift, during);
            lifts.refuseMoreThanThereWas(lift, during);
            experiments.add(new Experiment(
                    mix.outcome(),
                    on(lift, during),
                    during,
                    weights,
                    lift.effect(),
                    lift.standardError(),
                    confounded(mix, lift.channel())));
        }
        lifts.refuseUncovered();
        return experiments;
    }

    private static Intervention on(Lift lift, Periods during) {
        return new Intervention.Scale(lift.channel(), 1 + lift.change(), during);
    }

    private void refuse(Lift lift) {
        Routes routes = Routes.of(mix, lift.channel());
        if (Trees.in(mix)
                || (mix.design() == MediaMix.Design.TWO_STAGE
                        && (TwoStage.predicted(mix).contains(lift.channel())
                                || !routes.mediators().isEmpty()))) {
            throw new BadStudy("A lift sets a coefficient of a channel that acts as it was measured; in "
                    + (Trees.in(mix) ? "a mix with trees" : "the design two-stage") + " there is none for \""
                    + lift.channel()
                    + "\".\nMaybe say model: ridge and design: graph, or leave the lift out.");
        }
        if (routes.paths().isEmpty()) {
            throw new BadStudy("A lift must be of a channel that acts on " + mix.outcome()
                    + "; no way leads there from \"" + lift.channel() + "\".\nMaybe draw the arrow " + lift.channel()
                    + " -> " + mix.outcome() + ".");
        }
        if (confounded(mix, lift.channel()) && !routes.direct()) {
            throw new BadStudy("A lift of a channel marked " + lift.channel() + " <-> " + mix.outcome()
                    + " must have a coefficient to set; \"" + lift.channel() + "\" acts through "
                    + String.join(", ", routes.mediators()) + " only.\nMaybe draw the arrow " + lift.channel() + " -> "
                    + mix.outcome() + ": what is hidden needs a column that the experiment can put right.");
        }
    }

    private Periods during(Lift lift) {
        int from = -1;
        int to = -1;
        for (int t = data.history(); t < data.periods().size(); t++) {
            boolean inside = !data.periods().get(t).isBefore(lift.from())
                    && !data.periods().get(t).isAfter(lift.to());
            from = inside && from < 0 ? t : from;
            to = inside ? t + 1 : to;
        }
        if (from < 0) {
            throw new BadStudy("A lift must lie within the window; that of \"" + lift.channel() + "\" from "
                    + lift.from() + " to " + lift.to() + " has no period of it.\nMaybe a year is mistyped.");
        }
        return new Periods(from, to);
    }

    /** The places of a lift's units in the data. */
    private int[] units(Lift lift) {
        List<String> all = data.units();
        for (String unit : lift.units()) {
            if (!all.contains(unit)) {
                throw new BadStudy("A lift must be of units of the data; that of \"" + lift.channel() + "\" names \""
                        + unit + "\", and there "
                        + (all.size() == 1 ? "is one only." : "are " + String.join(", ", all) + ".")
                        + Nearest.hint(unit, all));
            }
        }
        return IntStream.range(0, all.size())
                .filter(u -> lift.units().isEmpty() || lift.units().contains(all.get(u)))
                .toArray();
    }

    /** A share of nothing is nothing. */
    private void refuseNothing(Lift lift, Periods during) {
        double[] amounts = data.column(mix.input(lift.channel()).orElseThrow().column());
        int n = data.periods().size();
        for (int u : units(lift)) {
            for (int t = during.from(); t < during.to(); t++) {
                if (amounts[u * n + t] != 0) {
                    return;
                }
            }
        }
        throw new BadStudy(
                "A lift must change its channel; \"" + lift.channel() + "\" is 0 from " + lift.from()
                        + " to " + lift.to()
                        + (lift.units().isEmpty() ? "" : " in " + String.join(", ", lift.units()))
                        + ", and a share of that is 0.\nMaybe the dates are of another test, or the amounts were entered without it.");
    }

    /** Under a logarithm the outcome stays positive, also in the draws where the experiment comes out otherwise. */
    private void refuseMoreThanThereWas(Lift lift, Periods during) {
        double[] outcome = data.column(mix.outcome());
        int n = data.periods().size();
        double all = Arrays.stream(units(lift))
                .mapToDouble(u -> Arrays.stream(outcome, u * n + during.from(), u * n + during.to())
                        .sum())
                .sum();
        if (mix.link() == MediaMix.Link.LOG && lift.effect() - SURELY * lift.standardError() <= -all) {
            throw new BadStudy("Under link: log a lift must leave something of the outcome; that of \"" + lift.channel()
                    + "\" takes " + -lift.effect() + " ± " + lift.standardError() + " of " + all
                    + ".\nMaybe its effect is in other units, or of other weeks.");
        }
    }

    /** Where units have levels of their own, each is hidden but where a lift of its own tells it. */
    private void refuseUncovered() {
        if (data.units().size() == 1 || mix.pooling() == Pooling.SHARED) {
            return;
        }
        for (String channel : mix.lifts().stream().map(Lift::channel).distinct().toList()) {
            TreeSet<String> lacking = new TreeSet<>(data.units());
            for (Lift lift : mix.lifts()) {
                if (lift.channel().equals(channel) && units(lift).length == 1) {
                    lacking.remove(data.units().get(units(lift)[0]));
                }
            }
            boolean joint = mix.lifts().stream().anyMatch(l -> l.channel().equals(channel) && units(l).length > 1);
            if (confounded(mix, channel) && (joint || !lacking.isEmpty())) {
                throw new BadStudy("Where units have coefficients of their own, a channel marked " + channel + " <-> "
                        + mix.outcome() + " must have a lift of each unit alone; that of \"" + channel + "\" "
                        + (joint ? "is of several together." : "lacks " + String.join(", ", lacking) + ".")
                        + "\nMaybe say pooling: shared, or give each unit's lift by itself.");
            }
        }
    }

    /** Whether the graph says that something hidden moves channel and outcome. */
    private static boolean confounded(MediaMix mix, String channel) {
        for (Edge edge : mix.graph().hiddenPairs()) {
            if ((edge.from().equals(channel) && edge.to().equals(mix.outcome()))
                    || (edge.to().equals(channel) && edge.from().equals(mix.outcome()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether lifts pin a channel to a level. */
    static boolean pinned(MediaMix mix, String channel) {
        return mix.lifts().stream().anyMatch(l -> l.channel().equals(channel)) && confounded(mix, channel);
    }

    /** Each lift beside what the model says when it knows of none. */
    static List<LiftAnswer> answers(FittedMix fit, Bootstrap bootstrap) {
        List<LiftAnswer> answers = new ArrayList<>();
        if (fit.mix().lifts().isEmpty()) {
            return answers;
        }
        Lifts lifts = new Lifts(fit.mix(), fit.data());
        FittedModel alone = fit.compiled()
                .model()
                .withExperiments(List.of())
                .fit(fit.compiled().panel(), bootstrap.withDraws(Math.min(DRAWS, bootstrap.draws())));
        for (Lift lift : fit.mix().lifts()) {
            Draws effect = lifts.effect(fit, alone, lift);
            answers.add(new LiftAnswer(
                    lift.channel(),
                    lift.units(),
                    lift.from(),
                    lift.to(),
                    lift.change(),
                    lift.effect(),
                    lift.standardError(),
                    fit.estimated(effect),
                    (effect.value() - lift.effect()) / lift.standardError(),
                    confounded(fit.mix(), lift.channel()) ? "sets the level" : "one pseudo-observation"));
        }
        return answers;
    }

    /** What a model says of a lift: the published effect, in the units and periods of the test. */
    private Draws effect(FittedMix fit, FittedModel model, Lift lift) {
        Periods during = during(lift);
        Intervention on = on(lift, during);
        int[] units = units(lift);
        int n = data.periods().size();
        return model.of(w -> {
            double[] rows = w.published(mix.outcome(), on);
            return Arrays.stream(units)
                    .mapToDouble(u -> fit.compiled().sizes()[u]
                            * Arrays.stream(rows, u * n + during.from(), u * n + during.to())
                                    .sum())
                    .sum();
        });
    }
}
