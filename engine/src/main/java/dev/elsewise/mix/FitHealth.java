package dev.elsewise.mix;

import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import java.util.List;

/** Whether the equations fit, predict and agree with others: without that no answer is worth reading. */
record FitHealth(FittedMix fit, Card card) {
    void size() {
        for (String node : fit.explained()) {
            if (!fit.model().mechanism(node).importance().isEmpty()) {
                // Trees have as many parameters as their data allow.
                continue;
            }
            boolean penalised = fit.model().mechanism(node).penalty().isPresent();
            double parameters = penalised ? fit.freedom(node) : fit.parameters(node);
            int values = fit.data().units().size() * fit.data().window();
            double perParameter = values / parameters;
            card.add(
                    "periods for each parameter of " + node,
                    perParameter,
                    10,
                    Card.below(perParameter, 10, 5),
                    Card.words(
                            "%s fitted to %d values of %s, %.1f for each.",
                            penalised
                                    ? Card.words(
                                            "Of %d parameters the penalty leaves the freedom of %.1f,",
                                            fit.parameters(node), parameters)
                                    : Card.words("%.0f parameters are", parameters),
                            values,
                            node,
                            perParameter),
                    "Fewer than 10 leave much to chance: fix shapes or leave terms out.");
        }
    }

    void fits(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            card.add(
                    "fit of " + e.node(),
                    e.rSquared(),
                    0.5,
                    Card.below(e.rSquared(), 0.5, 0.2),
                    Card.words(
                            "The equation explains %.0f %% of what moves %s%s. No fit, however good, proves anything about effects.",
                            100 * e.rSquared(), e.node(), fit.data().units().size() > 1 ? " within its units" : ""),
                    "One as poor as this limits what can be said of them.");
        }
    }

    void predicts(ValidationAnswer validation) {
        boolean trees = !fit.model().mechanism(fit.mix().outcome()).importance().isEmpty();
        List<ValidationAnswer.FoldRow> folds = validation.folds().stream()
                .filter(f -> f.learnedFromHalf(fit.data().window()))
                .toList();
        boolean learned = !folds.isEmpty();
        if (!learned) {
            folds = validation.folds();
        }
        String by =
                learned ? "learning from at least half of the window" : "learning from less than half of the window";
        if (trees) {
            double unseen = validation.outOfSample().rSquared();
            card.add(
                    "prediction of unseen periods",
                    unseen,
                    0.3,
                    Card.below(unseen, 0.3, 0),
                    Card.words(
                            "Trees know by heart what they were fitted on, so that only unseen periods say how much they have learned: there "
                                    + "they explain %.0f %% of what moves %s.",
                            100 * Math.max(0, unseen), fit.mix().outcome()),
                    "With so little learned, no effect is to be read from them.");
        } else {
            errors(folds, by);
        }
        double held = held(folds);
        String elsewhere = folds.size() == validation.folds().size()
                ? ""
                : Card.words(
                        " Over all folds, also those that learn from less, it is %.0f %%.",
                        100 * held(validation.folds()));
        card.add(
                "prediction intervals",
                held,
                0.8,
                Card.below(held, 0.8, 0.6),
                Card.words(
                                "Of the periods unseen while %s, %.0f %% lie in their 90 %% prediction interval.",
                                by, 100 * held)
                        + elsewhere,
                "What is said of a single period is too sure: errors are larger, or last longer, than the window shows.");
    }

    /** The share of unseen periods inside their prediction interval. */
    private static double held(List<ValidationAnswer.FoldRow> folds) {
        return folds.stream().mapToDouble(f -> f.coverage() * f.testPeriods()).sum()
                / folds.stream()
                        .mapToDouble(ValidationAnswer.FoldRow::testPeriods)
                        .sum();
    }

    private void errors(List<ValidationAnswer.FoldRow> folds, String by) {
        double in = Math.sqrt(folds.stream()
                .mapToDouble(f -> f.in().rmse() * f.in().rmse())
                .average()
                .orElse(0));
        double out = Math.sqrt(folds.stream()
                .mapToDouble(f -> f.out().rmse() * f.out().rmse())
                .average()
                .orElse(0));
        double ratio = out / in;
        card.add(
                "prediction of unseen periods",
                ratio,
                2,
                Card.above(ratio, 2, 4),
                Card.words("When %s, the error in unseen periods is %s that in fitted ones.", by, Card.times(ratio)),
                "The model has learned noise, or its baseline does not carry on.");
    }

    /** Whether other families of equations say the same of the channels. */
    void agrees(ValidationAnswer validation, List<ChannelAnswer> channels) {
        if (validation.families().size() < 2) {
            return;
        }
        ValidationAnswer.FamilyRow own = validation.families().getFirst();
        double worst = 0;
        String said = "";
        for (ValidationAnswer.FamilyRow other :
                validation.families().subList(1, validation.families().size())) {
            for (int c = 0; c < own.channels().size(); c++) {
                String name = own.channels().get(c).name();
                double mine = own.channels().get(c).value();
                double theirs = other.channels().get(c).value();
                double error = channels.stream()
                        .filter(a -> a.name().equals(name))
                        .mapToDouble(a -> a.incremental().standardError())
                        .filter(Double::isFinite)
                        .max()
                        .orElse(0);
                // What lies within its own error disagrees with nobody.
                double size = Math.max(Math.abs(mine), error);
                double off = size > 0 ? Math.abs(theirs - mine) / size : 0;
                if (off > worst || said.isEmpty()) {
                    worst = Math.max(worst, off);
                    said = Card.words("%s: %.4g by %s, %.4g by %s", name, mine, own.family(), theirs, other.family());
                }
            }
        }
        card.add(
                "agreement between model families",
                worst,
                0.3,
                Card.above(worst, 0.3, 1),
                Card.words(
                        "Families of equations that predict about as well differ by %.0f %% of the effect or its standard error at "
                                + "most (%s).",
                        100 * worst, said),
                "Between them the data do not decide.");
    }

    void important(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            double worst = 0;
            String said = "";
            for (EquationAnswer.Importance i : e.importance()) {
                if (i.most() - i.least() > worst) {
                    worst = i.most() - i.least();
                    said = Card.words("%s from %.0f to %.0f %%", i.feature(), 100 * i.least(), 100 * i.most());
                }
            }
            if (!said.isEmpty()) {
                card.add(
                        "stability of importance in " + e.node(),
                        worst,
                        0.2,
                        Card.above(worst, 0.2, 0.5),
                        "From fold to fold the importance of one column moves most: " + said
                                + ". Importance is not an effect.",
                        "Where it moves like this it does not even describe the model.");
            }
        }
    }
}
