package dev.elsewise.decide;

import dev.elsewise.effect.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan as a table and sentences. */
final class AllocationText {
    private final Allocation plan;
    private final StringBuilder text = new StringBuilder();

    private AllocationText(Allocation plan) {
        this.plan = plan;
    }

    static String of(Allocation plan) {
        return new AllocationText(plan).whole();
    }

    private String whole() {
        line(question());
        line("");
        table();
        line("");
        outcome();
        prices();
        mediators();
        line(plan.certificate().words());
        plan.warnings().forEach(w -> line("Note: " + w));
        return text.toString();
    }

    private String question() {
        String objective = plan.objective().words();
        return switch (plan.goal()) {
            case Goal.FixedBudget f ->
                "Greatest " + objective.replaceFirst("^the ", "") + " for a spend of at most "
                        + Money.of(plan.budget().orElse(plan.proposed().spend()))
                        + (f.money().isPresent() ? "" : " (what is spent now)")
                        + ".";
            case Goal.TargetRoi(double roi) ->
                "Greatest " + objective.replaceFirst("^the ", "") + " with an ROI of at least " + Money.of(roi) + ".";
            case Goal.TargetMarginalRoi(double roi) ->
                "Spend on each lever until its last unit of money brings " + Money.of(roi) + " of " + objective + ".";
        };
    }

    private void table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"lever", "now", "proposed", "change", "bounds", "held by", "marginal ROI"});
        for (Allocation.Line l : plan.lines()) {
            rows.add(new String[] {
                l.lever(),
                Money.of(l.current()),
                Money.of(l.proposed()),
                Double.isNaN(l.change()) ? "new" : Money.change(l.change()),
                Money.of(l.lower()) + " to " + Money.of(l.upper()),
                switch (l.binding()) {
                    case FREE -> "";
                    case LOWER -> "lower bound";
                    case UPPER -> "upper bound";
                    case FIXED -> "fixed";
                },
                Money.of(l.marginalRoi())
            });
        }
        int[] widths = new int[rows.getFirst().length];
        rows.forEach(r -> {
            for (int c = 0; c < r.length; c++) {
                widths[c] = Math.max(widths[c], r[c].length());
            }
        });
        for (String[] row : rows) {
            StringBuilder out = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                boolean left = c == 0 || c == 5;
                out.append(c == 0 ? "" : "  ")
                        .append(String.format(Locale.ROOT, "%" + (left ? "-" : "") + widths[c] + "s", row[c]));
            }
            line(out.toString().stripTrailing());
        }
    }

    private void outcome() {
        line("Outcome now " + Money.of(plan.now().outcome()) + within(plan.now().interval()) + ", proposed "
                + Money.of(plan.proposed().outcome()) + within(plan.proposed().interval()) + ": "
                + signed(plan.gain().mean()) + within(plan.gain().interval())
                + (plan.gain().interval().isPresent()
                        ? ", more than now in " + Money.percent(plan.gain().chance()) + " of the draws."
                        : "."));
        line("Spend now " + Money.of(plan.now().spend()) + " (ROI "
                + Money.of(plan.now().roi()) + "), proposed "
                + Money.of(plan.proposed().spend()) + " (ROI "
                + Money.of(plan.proposed().roi()) + "); net of the "
                + "change in spend " + signed(plan.netGain().mean())
                + within(plan.netGain().interval()) + ".");
        if (!(plan.objective() instanceof Objective.Mean)) {
            boolean chance = plan.objective() instanceof Objective.ChanceOfGain;
            line("What was maximised, " + plan.objective().words() + ", goes from "
                    + (chance
                            ? Money.percent(plan.now().objective())
                            : Money.of(plan.now().objective())) + " to "
                    + (chance
                            ? Money.percent(plan.proposed().objective())
                            : Money.of(plan.proposed().objective()))
                    + ".");
        }
    }

    private void prices() {
        if (plan.budget().isPresent()) {
            line("One unit of money more in the budget would add " + Money.of(plan.shadowPrice()) + ".");
        }
        for (Allocation.Sum s : plan.sums()) {
            String limit = s.atLeast() == s.atMost()
                    ? "exactly " + Money.of(s.atMost())
                    : (s.atLeast() > 0 ? "at least " + Money.of(s.atLeast()) : "")
                            + (s.atLeast() > 0 && !Double.isInfinite(s.atMost()) ? ", " : "")
                            + (Double.isInfinite(s.atMost()) ? "" : "at most " + Money.of(s.atMost()));
            line("The sum of \"" + s.name() + "\" (" + limit + ") goes from " + Money.of(s.current()) + " to "
                    + Money.of(s.proposed())
                    + (s.price() == 0
                            ? "; the limit does not bind."
                            : "; one unit more in the limit would add " + Money.of(s.price()) + "."));
        }
    }

    private void mediators() {
        for (Allocation.Induced m : plan.mediators()) {
            if (m.charged()) {
                line("Spend that the plan causes on \"" + m.mediator() + "\" goes from " + Money.of(m.current())
                        + " to " + Money.of(m.proposed()) + " and is charged to the budget.");
            }
        }
    }

    private static String within(Optional<Interval> interval) {
        return interval.map(i -> " [" + Money.of(i.lower()) + ", " + Money.of(i.upper()) + "]")
                .orElse("");
    }

    private static String signed(double amount) {
        return (amount > 0 ? "+" : "") + Money.of(amount);
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
