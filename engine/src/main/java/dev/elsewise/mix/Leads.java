package dev.elsewise.mix;

import dev.elsewise.check.series.AddedTerm;
import dev.elsewise.mix.answer.StabilityAnswer.Lead;
import dev.elsewise.question.World;
import dev.elsewise.scm.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The leak check: each channel's next period put into the equations that it acts in. The future causes nothing, so that a lead which
 * explains says that spend follows sales, that demand moves both, or that dates are shifted.
 */
record Leads(FittedMix fit) {
    private static final double LEVEL = 0.05;

    /** With fewer rows for each column the test rejects too often. */
    private static final int ROWS_PER_COLUMN = 3;

    /** None where an equation has too few periods for its columns. */
    List<Lead> answers() {
        List<Lead> tried = new ArrayList<>();
        for (String node : fit.explained()) {
            int columns = fit.model().worlds().columns(node).size() + 2;
            if (fit.data().window() * fit.data().units().size() < ROWS_PER_COLUMN * columns) {
                continue;
            }
            for (Input input : fit.mix().inputs()) {
                if (input.role().acts() && fit.mix().graph().parents(node).contains(input.name())) {
                    tried.add(lead(node, input.name()));
                }
            }
        }
        double threshold = LEVEL / Math.max(1, tried.size());
        return tried.stream().map(l -> judged(l, threshold)).toList();
    }

    private Lead lead(String node, String channel) {
        // As the equation sees it: measured, or as it is predicted where it acts only so.
        double[] lead = next(fit.model().worlds().values(channel, World.OBSERVED));
        AddedTerm added = Linearised.of(fit, node).without(1).add("next " + channel, lead, c -> true);
        double size = added.coefficient() * spread(lead) / spread(linked(node));
        return new Lead(channel, node, size, added.cautious(), Double.NaN, false, "");
    }

    private static Lead judged(Lead l, double threshold) {
        boolean explains = l.p() < threshold;
        String words = explains
                ? String.format(
                        Locale.ROOT,
                        "What %s does next explains %s now (%+.2f standard deviations for one, p = %.2g), and the future causes "
                                + "nothing: its budget follows %s, something unmeasured moves both, or dates are shifted. Its effect is then "
                                + "not to be read from these data alone.",
                        l.channel(),
                        l.node(),
                        l.standardised(),
                        l.p(),
                        l.node())
                : "Nothing of " + l.node() + " is explained by what " + l.channel() + " does next.";
        return new Lead(l.channel(), l.node(), l.standardised(), l.p(), threshold, explains, words);
    }

    /** A period ahead; the last period of a unit has none, and is not looked at. */
    private double[] next(double[] rows) {
        int n = fit.data().periods().size();
        double[] next = rows.clone();
        for (int r = 0; r < rows.length; r++) {
            next[r] = r % n == n - 1 ? rows[r] : rows[r + 1];
        }
        return next;
    }

    private double[] linked(String node) {
        double[] y = fit.compiled().panel().column(node);
        return fit.model().mechanism(node).link() == Link.LOG
                ? Arrays.stream(y).map(Math::log).toArray()
                : y;
    }

    private double spread(double[] rows) {
        double[] values = fit.window(rows);
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, values.length - 1));
    }
}
