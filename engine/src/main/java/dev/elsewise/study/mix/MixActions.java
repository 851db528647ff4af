package dev.elsewise.study.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.PriceAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What to do, from the numbers: what is settled first, what pays next, and what to test. */
final class MixActions {
    private static final double NOTICEABLE = 0.01;
    private static final int NAMED = 5;
    private static final int MOVES = 6;

    private final MixResult result;
    private final MixAnswers answers;
    private final List<String> actions = new ArrayList<>();

    private MixActions(MixResult result) {
        this.result = result;
        this.answers = result.answers();
    }

    static List<String> of(MixResult result) {
        MixActions actions = new MixActions(result);
        boolean usable = result.failed().isEmpty();
        if (!usable) {
            actions.settle();
        }
        actions.conflicts();
        if (usable) {
            actions.plan();
            actions.margins();
        }
        actions.mediators();
        actions.test();
        if (usable) {
            actions.prices();
        }
        return List.copyOf(actions.actions);
    }

    private void settle() {
        for (Diagnostic check : result.failed()) {
            actions.add("Move no budget on these numbers before this is settled: " + Said.sentence(check.advice()));
        }
    }

    private void conflicts() {
        for (LiftAnswer lift : answers.lifts()) {
            if (Math.abs(lift.conflict()) > MixQuestions.CONFLICT) {
                actions.add(
                        "Find out why the experiment on " + lift.subject() + " and the model differ by "
                                + Said.plain(Math.abs(lift.conflict()))
                                + " standard errors: a hidden common cause, another period, or a test that measured something else.");
            }
        }
    }

    private void plan() {
        result.plan().ifPresent(plan -> {
            List<MixResult.Share> moving = plan.moves();
            String moves = String.join(
                            ", ",
                            moving.stream()
                                    .limit(MOVES)
                                    .map(s -> s.words(plan.split(), result.period()) + " from "
                                            + Said.plain(s.current()) + " to "
                                            + Said.plain(s.proposed()))
                                    .toList())
                    + (moving.size() > MOVES ? " and " + (moving.size() - MOVES) + " more" : "");
            String unit = plan.unit(result.period());
            if (moves.isEmpty()) {
                actions.add("Keep the budget as it is: for " + plan.goal() + " nothing better is allowed.");
            } else if (plan.gain().given() && plan.gain().lower() > 0) {
                actions.add("Move " + unit + ": " + moves + ". That gains " + Said.number(plan.gain()) + " of "
                        + answers.outcome() + " a " + result.period() + ", for " + plan.goal() + ".");
            } else {
                boolean without = Double.isNaN(plan.gain().lower());
                actions.add("Try the proposed plan on a part of the market first (" + unit + ": " + moves
                        + "): its gain, "
                        + Said.number(without ? plan.gain().withNote("") : plan.gain()) + " a " + result.period()
                        + (without
                                ? ", has no interval, so that nothing says how sure it is."
                                : ", cannot be told from zero."));
            }
        });
    }

    private void margins() {
        if (!answers.money()) {
            return;
        }
        List<ChannelAnswer> ranked = Said.largestFirst(answers.channels(), ChannelAnswer::marginalRoi);
        List<String> more = ranked.stream()
                .filter(c -> c.marginalRoi().lower() > 1)
                .map(c -> c.name() + " " + Said.number(c.marginalRoi()) + " (seen up to " + Said.plain(c.mostSpent())
                        + " a " + result.period() + ")")
                .toList();
        List<String> less = ranked.reversed().stream()
                .filter(c -> c.marginalRoi().upper() < 1)
                .map(c -> c.name() + " " + Said.number(c.marginalRoi()))
                .toList();
        if (!more.isEmpty()) {
            actions.add("Spend more, in small steps, where the next unit of money brings more than it costs: "
                    + first(more) + ".");
        }
        if (!less.isEmpty()) {
            actions.add("Spend less where the last unit of money brings less than it costs: " + first(less) + ".");
        }
    }

    private void mediators() {
        List<MediationAnswer> induce = answers.mediation().stream()
                .filter(m -> m.inducedPerMoney().given() && m.inducedPerMoney().lower() > NOTICEABLE)
                .toList();
        if (!induce.isEmpty()) {
            actions.add("Where " + mediators(induce)
                    + " is left to follow the others, budget for it when they are raised. A unit of money makes it spend: "
                    + first(induce.stream()
                            .map(m -> m.channel() + " " + Said.number(m.inducedPerMoney()))
                            .toList())
                    + ".");
        }
        List<MediationAnswer> rejected =
                answers.mediation().stream().filter(m -> m.split().rejected()).toList();
        if (!rejected.isEmpty()) {
            actions.add("To learn how much goes through " + mediators(rejected)
                    + ", hold it back in some regions or weeks; these data cannot divide the totals.");
        }
    }

    /** The first few of many. */
    private static String first(List<String> items) {
        return items.size() <= NAMED
                ? String.join("; ", items)
                : String.join("; ", items.subList(0, NAMED - 1)) + "; and " + (items.size() - NAMED + 1) + " more";
    }

    private static String mediators(List<MediationAnswer> of) {
        return Said.listed(
                of.stream().flatMap(m -> m.mediators().stream()).distinct().toList());
    }

    /** The channel on which an experiment would narrow most money. */
    private void test() {
        answers.channels().stream()
                .filter(c -> c.spend() > 0 && c.roi().given() && c.roi().standardError() > 0)
                .filter(c -> answers.lifts().stream().noneMatch(l -> l.channel().equals(c.name())))
                .max(Comparator.comparingDouble(c -> c.spend() * c.roi().standardError()))
                .ifPresent(c -> actions.add("Test " + c.name()
                        + " with an experiment next: no channel without one has more money times uncertainty, an ROI of "
                        + Said.number(c.roi()) + " on " + Said.plain(c.spend()) + " spent."));
    }

    private void prices() {
        for (PriceAnswer.Band b : answers.prices().bands()) {
            boolean margin = answers.prices().bands().stream()
                    .anyMatch(other ->
                            other.price().equals(b.price()) && other.of().equals("margin"));
            if (margin && !b.of().equals("margin")) {
                // Two aims at once would be none: what is earned counts, where its cost is known.
                continue;
            }
            if (!b.named()) {
                actions.add("Test a " + b.towards() + " " + b.price() + " in small steps: for " + b.of()
                        + " no best one is named, only that direction.");
                continue;
            }
            actions.add(
                    b.observed()
                            ? "For " + b.of() + ", hold " + b.price() + " between " + Said.plain(b.lower()) + " and "
                                    + Said.plain(b.upper()) + "."
                            : "Test a " + b.price() + " nearer " + Said.plain(b.best()) + " before relying on it for "
                                    + b.of() + ": none like it was seen.");
        }
        for (PriceAnswer.Uplift u : answers.prices().uplifts()) {
            if (u.perUnit().given() && u.perUnit().lower() > 0) {
                actions.add("Count the discount of " + u.promotion() + " against the " + Said.number(u.perUnit())
                        + " that each brings.");
            }
        }
    }
}
