package dev.elsewise.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.graph.Edge;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Experiment;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.scm.Panel;
import java.util.ArrayList;
import java.util.List;

/** Lift tests: what they tell the model, and whether the model would have said the same. */
final class Lifts {
    private static final int DRAWS = 200;

    private Lifts() {}

    static List<Experiment> experiments(MediaMix mix, Panel data) {
        List<Experiment> experiments = new ArrayList<>();
        for (Lift lift : mix.lifts()) {
            if (!mix.graph().parents(mix.outcome()).contains(lift.channel())
                    || Routes.of(mix, lift.channel()).paths().size() > 1) {
                throw new BadStudy("A lift must be of a channel that acts on " + mix.outcome() + " by itself; \""
                        + lift.channel()
                        + "\" acts through " + Routes.of(mix, lift.channel()).mediators()
                        + ".\nMaybe leave the lift out: it is not known yet how much of it goes which way.");
            }
            if (TwoStage.predicted(mix).contains(lift.channel()) || Trees.in(mix)) {
                throw new BadStudy("A lift sets a coefficient of a channel that acts as it was measured; in "
                        + (Trees.in(mix) ? "a mix with trees" : "the design two-stage") + " there is none for \""
                        + lift.channel()
                        + "\".\nMaybe say model: ridge and design: graph, or leave the lift out.");
            }
            if (data.units().size() > 1) {
                throw new BadStudy("Lifts must be of data of one unit; these have "
                        + data.units().size() + ".\nMaybe add the units up, or leave the lifts out.");
            }
            Periods during = during(lift, data);
            experiments.add(new Experiment(
                    mix.outcome(),
                    new Intervention.Scale(lift.channel(), 1 + lift.change(), during),
                    during,
                    lift.effect(),
                    lift.standardError(),
                    confounded(mix, lift.channel())));
        }
        return experiments;
    }

    private static Periods during(Lift lift, Panel data) {
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

    /** Each lift beside what the model says when it does not know of it. */
    static List<LiftAnswer> answers(FittedMix fit, Bootstrap bootstrap) {
        List<LiftAnswer> answers = new ArrayList<>();
        if (fit.mix().lifts().isEmpty()) {
            return answers;
        }
        FittedModel alone = fit.compiled()
                .model()
                .withExperiments(List.of())
                .fit(fit.compiled().panel(), bootstrap.withDraws(Math.min(DRAWS, bootstrap.draws())));
        for (Lift lift : fit.mix().lifts()) {
            Periods during = during(lift, fit.data());
            World changed = World.of(new Intervention.Scale(lift.channel(), 1 + lift.change(), during));
            Draws effect = alone.of(w -> {
                double[] rows = w.difference(Contrast.of(fit.mix().outcome(), changed, World.OBSERVED));
                double sum = 0;
                for (int t = during.from(); t < during.to(); t++) {
                    sum += rows[t];
                }
                return sum;
            });
            answers.add(new LiftAnswer(
                    lift.channel(),
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
}
