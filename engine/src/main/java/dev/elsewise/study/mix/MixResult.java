package dev.elsewise.study.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Table;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.study.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a study of a media mix found, in plain records: what {@code result.json}, the text, the CSV tables and the HTML report are
 * made from. Nothing here refers to data.
 *
 * @param words empty until a narrator has read the numbers, see {@link #told()}
 * @param checks of the data and the study; those of the model are {@link MixAnswers#health()}
 * @param rows what was left out, and why
 * @param ledger what was done to the data, a sentence each
 * @param zeroSpend inputs with periods without any
 * @param plan a budget to propose
 * @param provenance data, study, seed and versions
 */
public record MixResult(
        String title,
        Words words,
        MixAnswers answers,
        List<Diagnostic> checks,
        List<Table.Kept> rows,
        List<String> ledger,
        List<ZeroSpend> zeroSpend,
        Optional<Plan> plan,
        Optional<GraphView> graph,
        Map<String, Object> provenance) {

    public MixResult {
        checks = List.copyOf(checks);
        rows = List.copyOf(rows);
        ledger = List.copyOf(ledger);
        zeroSpend = List.copyOf(zeroSpend);
    }

    /** The same result in words that are made from its numbers. */
    public MixResult told() {
        return withWords(MixNarrator.words(this));
    }

    public MixResult withWords(Words value) {
        return new MixResult(title, value, answers, checks, rows, ledger, zeroSpend, plan, graph, provenance);
    }

    public MixResult withPlan(Plan value) {
        return new MixResult(
                title, words, answers, checks, rows, ledger, zeroSpend, Optional.of(value), graph, provenance);
    }

    public MixResult withProvenance(Map<String, Object> value) {
        return new MixResult(title, words, answers, checks, rows, ledger, zeroSpend, plan, graph, value);
    }

    /** All checks, those of the model and those of the data, once each and the worst first. */
    public List<Diagnostic> allChecks() {
        Set<Diagnostic> once = new LinkedHashSet<>(answers.health());
        once.addAll(checks);
        List<Diagnostic> all = new ArrayList<>(once);
        all.sort(Comparator.comparing(Diagnostic::verdict).reversed());
        return List.copyOf(all);
    }

    /** The checks that speak against using the answers. */
    public List<Diagnostic> failed() {
        return allChecks().stream().filter(c -> c.verdict() == Verdict.FAIL).toList();
    }

    /** What a period is called: "day", "week", "month"; "period" where the calendar says none of these. */
    public String period() {
        return MixStudy.Grain.of(answers.decomposition().periods())
                .map(MixStudy.Grain::period)
                .orElse("period");
    }

    /**
     * The answers in words, all made from the numbers.
     *
     * @param headline which channel brings most, what is uncertain, and whether to trust it
     * @param trustworthy false when a check says that the numbers are not to be used
     * @param questions what marketers ask, with answers
     * @param actions what to do, the most valuable first
     * @param cautions what remains to doubt
     * @param limits for which time, levels and places the numbers hold
     */
    public record Words(
            String headline,
            boolean trustworthy,
            List<Result.Answer> questions,
            List<String> actions,
            List<String> cautions,
            List<String> limits) {
        /** Nothing said yet. */
        public static Words none() {
            return new Words("", true, List.of(), List.of(), List.of(), List.of());
        }
    }

    /**
     * An input that was off for a while.
     *
     * @param share of all periods of the window
     * @param words how they were treated
     */
    public record ZeroSpend(String channel, int periods, double share, String words) {}

    /**
     * A budget to propose, and the proof that it is the best of those allowed.
     *
     * @param goal "a fixed budget of 50,000 a week", "a marginal ROI of 1.5"
     * @param split what a share is: a channel, or a channel in a period or a unit
     * @param current what was spent a period, on average, mediators included where they are charged
     * @param proposed what the plan spends a period
     * @param gain outcome a period over the current plan
     * @param certificate in what sense it is optimal, in words
     * @param certified whether the proof holds
     * @param warnings such as amounts beyond all that were observed
     */
    public record Plan(
            String goal,
            BudgetPlan.Split split,
            double current,
            double proposed,
            Estimated gain,
            List<Share> shares,
            String certificate,
            boolean certified,
            List<String> warnings) {
        /** More levers than this are told by channel, and the largest moves by themselves. */
        private static final int LISTED = 40;

        /** Whether the levers are too many, or too small, to be read one by one. */
        public boolean inParts() {
            return split == BudgetPlan.Split.PERIODS || shares.size() > LISTED;
        }

        /** The levers that move, the largest move first. */
        public List<Share> moves() {
            return shares.stream()
                    .filter(ChannelMoves::moved)
                    .sorted(Comparator.comparingDouble((Share s) -> Math.abs(s.proposed() - s.current()))
                            .reversed())
                    .toList();
        }

        /** In what the shares are told: "money a week", "money, in that week". */
        public String unit(String period) {
            return split == BudgetPlan.Split.PERIODS ? "money, in that " + period : "money a " + period;
        }

        /** The same of all levers of a channel together: "money over the 160 weeks". */
        public String unitOfTotals(String period) {
            int periods = ChannelMoves.of(this).stream()
                    .mapToInt(ChannelMoves::parts)
                    .max()
                    .orElse(0);
            return split == BudgetPlan.Split.PERIODS ? "money over the " + periods + " " + period + "s" : unit(period);
        }
    }

    /**
     * One lever of a plan, in money a period; one of a plan by periods in the money of that period.
     *
     * @param part the period or the unit; empty for a whole channel
     * @param lower the least that the plan may spend on it
     * @param upper the most
     * @param outcome what the change of this channel alone brings a period
     * @param marginalRoi of the last unit of money at the proposed amount
     * @param binding "lower bound", "upper bound", or empty where the plan is free
     * @param beyondObserved whether the proposed amount lies above all that were seen
     */
    public record Share(
            String channel,
            String part,
            double current,
            double proposed,
            double lower,
            double upper,
            Estimated outcome,
            Estimated marginalRoi,
            String binding,
            boolean beyondObserved) {
        /** "facebook", "facebook in the week of 2024-01-01", "facebook in Lower Town". */
        public String words(BudgetPlan.Split split, String period) {
            return switch (split) {
                case CHANNELS -> channel;
                case PERIODS -> channel + " in the " + period + " of " + part;
                case UNITS -> channel + " in " + part;
            };
        }
    }

    /** The graph for drawing. */
    public record GraphView(List<Node> nodes, List<Result.Edge> edges, String outcome) {}

    /** @param role "paid", "organic", "lever", "mediator", "control", "price", "promotion", "event", "baseline", "outcome" or "hidden" */
    public record Node(String name, String role) {}
}
