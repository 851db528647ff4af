package dev.elsewise.mix;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.PriceAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What prices, promotions and inputs together do. Prices act on the outcome through every path. */
record Prices(FittedMix fit) {
    private static final double ONE_PERCENT = 0.01;
    private static final int GRID = 81;
    private static final double FAR = 0.4;

    PriceAnswer answer() {
        List<PriceAnswer.Elasticity> elasticities = new ArrayList<>();
        List<PriceAnswer.Uplift> uplifts = new ArrayList<>();
        List<PriceAnswer.Band> bands = new ArrayList<>();
        double observed = fit.outcome(fit.compiled().panel().column(fit.mix().outcome()));
        for (Input input : fit.mix().inputs()) {
            if (input.role() == Input.Role.PRICE) {
                Draws one = total(World.of(Intervention.scale(input.name(), 1 + ONE_PERCENT)));
                Draws ten = total(World.of(Intervention.scale(input.name(), 1.1)));
                elasticities.add(new PriceAnswer.Elasticity(
                        input.name(),
                        fit.estimated(one.map(v -> v / observed / ONE_PERCENT)),
                        fit.estimated(ten.map(v -> v / observed))));
                bands.add(band(input));
            } else if (input.role() == Input.Role.PROMOTION) {
                Draws without = total(World.of(Intervention.set(input.name(), 0)));
                double amount = fit.outcomeOfData(fit.data().column(input.column()));
                uplifts.add(new PriceAnswer.Uplift(
                        input.name(),
                        amount > 0
                                ? fit.estimated(without.map(v -> -v / amount))
                                : Estimated.withheld("there was no promotion"),
                        uplift(input, amount)));
            }
        }
        return new PriceAnswer(elasticities, uplifts, bands);
    }

    /** For one unit more in a period, as a share of the mean outcome of a period without any. */
    private Estimated uplift(Input input, double amount) {
        if (!(amount > 0)) {
            return Estimated.withheld("there was no promotion");
        }
        double[] promoted = fit.data().column(input.column());
        Draws share = fit.model().of(w -> {
            double[] y = w.values(fit.mix().outcome(), World.of(Intervention.set(input.name(), 0)));
            double[] change = w.difference(
                    Contrast.of(fit.mix().outcome(), World.OBSERVED, World.of(Intervention.set(input.name(), 0))));
            double base = 0;
            double gain = 0;
            int n = fit.data().periods().size();
            for (int r = 0; r < y.length; r++) {
                if (r % n >= fit.data().history() && promoted[r] > 0) {
                    base += y[r] * promoted[r];
                    gain += change[r];
                }
            }
            return base == 0 ? 0 : gain / base;
        });
        return fit.estimated(share);
    }

    private Draws total(World world) {
        return fit.model()
                .of(w -> fit.outcome(w.difference(Contrast.of(fit.mix().outcome(), world, World.OBSERVED))));
    }

    /** Where the outcome is highest, on a grid around the prices that were seen. */
    private PriceAnswer.Band band(Input price) {
        double[] seen = fit.window(fit.data().column(price.column()));
        double least = Arrays.stream(seen).min().orElse(0);
        double most = Arrays.stream(seen).max().orElse(0);
        double from = Math.max(0, least - FAR * (most - least));
        double to = most + FAR * (most - least);
        double[] prices = new double[GRID];
        double[] outcome = new double[GRID];
        double base = fit.outcome(fit.compiled().panel().column(fit.mix().outcome()));
        int best = 0;
        for (int i = 0; i < GRID; i++) {
            prices[i] = from + (to - from) * i / (GRID - 1);
            World world = World.of(Intervention.set(price.name(), prices[i]));
            outcome[i] = base
                    + fit.outcome(fit.model()
                            .worlds()
                            .difference(Contrast.of(fit.mix().outcome(), world, World.OBSERVED)));
            best = outcome[i] > outcome[best] ? i : best;
        }
        int low = best;
        int high = best;
        double enough = outcome[best] - 0.01 * Math.abs(outcome[best]);
        while (low > 0 && outcome[low - 1] >= enough) {
            low--;
        }
        while (high < GRID - 1 && outcome[high + 1] >= enough) {
            high++;
        }
        boolean inside = best > 0 && best < GRID - 1 && prices[best] >= least && prices[best] <= most;
        String words = inside
                ? String.format(
                        Locale.ROOT,
                        "Between %.2f and %.2f the outcome stays within one percent of its best.",
                        prices[low],
                        prices[high])
                : String.format(
                        Locale.ROOT,
                        "The model is monotone in prices from %.2f to %.2f, which were seen: it names no best price, only a direction (%s).",
                        least,
                        most,
                        best <= GRID / 2 ? "down" : "up");
        return new PriceAnswer.Band(price.name(), "revenue", prices[best], prices[low], prices[high], inside, words);
    }

    /** Inputs whose product acts: what both together bring beyond each alone. */
    List<MixAnswers.Synergy> synergies() {
        List<MixAnswers.Synergy> synergies = new ArrayList<>();
        String outcome = fit.mix().outcome();
        for (MediaMix.Interaction interaction : fit.mix().interactions()) {
            int column = column(interaction);
            if (column < 0) {
                continue;
            }
            Draws coefficient = fit.model()
                    .of(w -> w.mechanism(outcome).contributions().get(column).coefficients()[0]);
            Draws together =
                    fit.model().of(w -> fit.outcome(w.contributions(outcome).get(column)));
            double p = 2
                    * NormalDistribution.of(0, 1)
                            .survivalProbability(Math.abs(coefficient.value() / coefficient.standardError()));
            synergies.add(new MixAnswers.Synergy(
                    interaction.name(),
                    fit.estimated(coefficient),
                    fit.estimated(together),
                    p,
                    p < 0.05
                            ? "Together they bring " + (coefficient.value() > 0 ? "more" : "less")
                                    + " than each alone would."
                            : "No synergy can be told from chance."));
        }
        return synergies;
    }

    private int column(MediaMix.Interaction interaction) {
        var columns = fit.model().mechanism(fit.mix().outcome()).contributions();
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).column().equals(interaction.name())) {
                return c;
            }
        }
        return -1;
    }
}
