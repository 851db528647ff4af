package dev.elsewise.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.CollinearityAnswer;
import dev.elsewise.mix.answer.ResidualAnswer;
import dev.elsewise.mix.answer.StabilityAnswer.Lead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What series do to equations: errors with a memory, columns that move together, levels that wander, a future that explains. */
record SeriesHealth(FittedMix fit, Card card) {
    /** From here on a control's coefficient has three times the standard error that it would have alone. */
    private static final double ENTANGLED = 10;

    void residuals(List<ResidualAnswer> residuals) {
        for (ResidualAnswer r : residuals) {
            for (Diagnostic test : r.tests()) {
                // Many tests of one series: what they say alone is a warning.
                Verdict verdict = test.verdict() == Verdict.FAIL ? Verdict.WARN : test.verdict();
                card.add(new Diagnostic(
                        test.name() + " of " + r.node(),
                        test.statistic(),
                        test.threshold(),
                        verdict,
                        "In the equation of " + r.node() + " " + continued(test.advice())));
            }
            double first = r.autocorrelation().length == 0 ? 0 : r.autocorrelation()[0];
            if (Math.abs(first) > 0.6) {
                card.add(
                        "memory in what is left of " + r.node(),
                        first,
                        0.6,
                        Verdict.FAIL,
                        Card.words(
                                first > 0
                                        ? "What the equation of %s leaves is much like the period before (%.2f): a trend, season or lag is "
                                                + "missing, and intervals are too narrow."
                                        : "What the equation of %s leaves is much the opposite of the period before (%.2f): what one period "
                                                + "gains the next gives back. Differences of a series that does not wander do that, and a "
                                                + "baseline that bends too much.",
                                r.node(),
                                first));
            }
        }
    }

    private static String continued(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** What a control shares with the trend spoils no channel's answer: it is told, and does not count. */
    void collinearity(List<CollinearityAnswer> collinearity) {
        for (CollinearityAnswer c : collinearity) {
            double worst = 0;
            String name = "";
            List<String> others = new ArrayList<>();
            for (int i = 0; i < c.columns().size(); i++) {
                String column = c.columns().get(i);
                double inflation = c.inflation()[i];
                if (acts(column) && inflation > worst) {
                    worst = inflation;
                    name = column;
                } else if (!acts(column) && inflation > ENTANGLED) {
                    others.add(column + " (" + Card.times(inflation) + ")");
                }
            }
            if (!name.isEmpty()) {
                card.add(
                        "collinearity in " + c.node(),
                        worst,
                        5,
                        Card.above(worst, 5, 20),
                        Card.words(
                                        "Of the channels in the equation of %s, %s moves most with other columns: the variance of its "
                                                + "coefficient is %s what it would be if they were uncorrelated.",
                                        c.node(), name, Card.times(worst))
                                + beside(others),
                        "Its share and that of what it moves with cannot be told apart well: vary one without the other.");
            }
        }
    }

    private boolean acts(String column) {
        return fit.mix().input(column).map(input -> input.role().acts()).orElse(false);
    }

    private static String beside(List<String> others) {
        return others.isEmpty()
                ? ""
                : " Only channels are judged. The coefficients of " + String.join(", ", others)
                        + " are wide or unreliable, and not to be read by themselves.";
    }

    void stationary() {
        for (String node : fit.explained()) {
            for (Trending.Pair pair : Trending.of(fit, node)) {
                card.add(pair.diagnostic());
            }
        }
    }

    /** A warning, never more: the test cannot say which of its causes it is. */
    void leads(List<Lead> leads) {
        List<Lead> explain = leads.stream().filter(Lead::explains).toList();
        for (Lead lead : explain) {
            card.add(
                    "placebo lead of " + lead.channel() + " in " + lead.node(),
                    lead.p(),
                    lead.threshold(),
                    Verdict.WARN,
                    lead.words());
        }
        if (!leads.isEmpty() && explain.isEmpty()) {
            Lead nearest = leads.stream()
                    .min(Comparator.comparingDouble((Lead l) -> Double.isNaN(l.p()) ? 1 : l.p()))
                    .orElseThrow();
            card.add(
                    "placebo leads",
                    nearest.p(),
                    nearest.threshold(),
                    Verdict.PASS,
                    Card.words(
                            "What channels do next explains nothing now, as it should: of %d tried the nearest is %s in %s (p = %.2f).",
                            leads.size(), nearest.channel(), nearest.node(), nearest.p()));
        }
    }
}
