package dev.elsewise.study.mix;

import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.ResponseCurve;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What remains to doubt, and for which time, levels and places the numbers hold. */
final class MixLimits {
    private static final String PENALTY = "given the penalty";
    private static final long TWO_YEARS = 700;

    private MixLimits() {}

    static List<String> cautions(MixResult result) {
        MixAnswers answers = result.answers();
        List<String> cautions = new ArrayList<>();
        result.allChecks().stream()
                .filter(c -> c.verdict() != Verdict.PASS)
                .map(c -> Said.sentence(c.advice()))
                .distinct()
                .forEach(cautions::add);
        cautions.add(
                "These are observational data: every effect assumes that the graph holds each common cause of spend and "
                        + answers.outcome() + ". Nothing in the data can prove that; an experiment can.");
        if (answers.mediation().stream().anyMatch(m -> !m.split().rejected())) {
            cautions.add(
                    "The published totals come from the reduced form. Their division into direct and indirect needs more:"
                            + " that nothing unmeasured moves mediator and outcome at once. The test of the split may miss it.");
        }
        noArrow(answers, cautions);
        if (estimates(answers).anyMatch(e -> e.note().contains(PENALTY))) {
            cautions.add(
                    "Where a number is marked \"" + PENALTY
                            + "\" (†), its interval holds for the penalty that was chosen and leaves out the pull of that penalty.");
        }
        List<String> limited = answers.equations().stream()
                .flatMap(e -> e.terms().stream())
                .filter(t -> !t.limit().isEmpty())
                .map(EquationAnswer.Term::term)
                .distinct()
                .toList();
        if (!limited.isEmpty()) {
            cautions.add("Held at the limit of their sign: " + Said.listed(limited)
                    + ". An interval that ends at a limit says less than it seems to.");
        }
        if (answers.equations().stream().anyMatch(e -> !e.importance().isEmpty())) {
            cautions.add("Feature importance says how much a model leans on a column. It is not an effect.");
        }
        return List.copyOf(cautions);
    }

    private static void noArrow(MixAnswers answers, List<String> cautions) {
        List<String> assumed = answers.mediation().stream()
                .filter(m -> m.direct().note().startsWith("assumed"))
                .map(MediationAnswer::channel)
                .toList();
        if (!assumed.isEmpty()) {
            cautions.add("The direct effect of " + Said.listed(assumed)
                    + " is assumed 0 (no arrow), not estimated: the graph says so.");
        }
    }

    private static Stream<Estimated> estimates(MixAnswers answers) {
        return Stream.of(
                        answers.channels().stream()
                                .flatMap(c -> Stream.of(c.incremental(), c.roi(), c.marginalRoi(), c.retention())),
                        answers.equations().stream()
                                .flatMap(e ->
                                        e.terms().stream().flatMap(t -> Stream.of(t.coefficient(), t.standardised()))),
                        answers.drivers().stream().map(MixAnswers.Driver::standardised),
                        answers.mediation().stream().flatMap(m -> Stream.of(m.published(), m.structural())))
                .flatMap(s -> s);
    }

    static List<String> limits(MixResult result) {
        MixAnswers answers = result.answers();
        List<String> limits = new ArrayList<>();
        List<LocalDate> periods = answers.decomposition().periods();
        if (!periods.isEmpty()) {
            limits.add("The model has seen " + answers.periods() + " " + result.period() + "s from "
                    + periods.getFirst()
                    + " to " + periods.getLast() + (answers.units() > 1 ? " in " + answers.units() + " units" : "")
                    + ". It says nothing of other markets, products or years.");
            if (ChronoUnit.DAYS.between(periods.getFirst(), periods.getLast()) < TWO_YEARS) {
                limits.add("Less than two years were seen: a season that came once cannot be told from an event.");
            }
        }
        List<String> most = answers.curves().stream()
                .filter(c -> Double.isFinite(c.mostObserved()))
                .map(MixLimits::most)
                .toList();
        if (!most.isEmpty()) {
            limits.add("Beyond the largest amounts that were seen a response is the shape's word, not the data's: "
                    + Said.listed(most) + ".");
        }
        answers.prices().bands().stream()
                .filter(b -> !b.observed())
                .map(b -> b.named()
                        ? "The best " + b.price() + " for " + b.of() + " lies beyond the prices that were seen."
                        : "No best " + b.price() + " for " + b.of() + " is named, only a direction: " + b.towards()
                                + ".")
                .forEach(limits::add);
        if (answers.money()) {
            limits.add("A return counts " + answers.outcome() + ", not profit: set the margin against it.");
        }
        if (answers.channels().stream().map(ChannelAnswer::byUnit).anyMatch(u -> u.isEmpty()) && answers.units() <= 1) {
            limits.add("All customers are seen as one: effects that differ by region or group show only in their sum.");
        }
        limits.add(
                "New creatives, other platforms' rules and competitors change what a channel brings; fit again when they do.");
        return List.copyOf(limits);
    }

    private static String most(ResponseCurve c) {
        return c.channel() + " " + Said.plain(c.mostObserved());
    }
}
