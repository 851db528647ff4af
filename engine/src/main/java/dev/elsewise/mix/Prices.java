package dev.elsewise.mix;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.PriceAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What prices and promotions do. Prices act on the outcome through every path. */
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
                bands.addAll(bands(input));
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

    /** What is highest at which price, on a grid around the prices that were seen. */
    private List<PriceAnswer.Band> bands(Input price) {
        double[] seen = fit.window(fit.data().column(price.column()));
        double least = Arrays.stream(seen).min().orElse(0);
        double most = Arrays.stream(seen).max().orElse(0);
        double from = Math.max(0, least - FAR * (most - least));
        double to = most + FAR * (most - least);
        double[] prices = new double[GRID];
        double[] outcome = new double[GRID];
        double base = fit.outcome(fit.compiled().panel().column(fit.mix().outcome()));
        for (int i = 0; i < GRID; i++) {
            prices[i] = from + (to - from) * i / (GRID - 1);
            World world = World.of(Intervention.set(price.name(), prices[i]));
            outcome[i] = base
                    + fit.outcome(fit.model()
                            .worlds()
                            .difference(Contrast.of(fit.mix().outcome(), world, World.OBSERVED)));
        }
        List<PriceAnswer.Band> bands = new ArrayList<>();
        bands.add(new Grid(price.name(), "revenue", least, most, prices, takings(prices, outcome)).band());
        if (price.spend() instanceof Input.Cost.OfSold sold) {
            bands.add(new Grid(price.name(), "margin", least, most, prices, margins(prices, outcome, sold.unit()))
                    .band());
        }
        return bands;
    }

    /** Whether the outcome counts what is sold, instead of being what it was sold for. */
    private boolean counts() {
        return fit.mix().value().isPresent();
    }

    private double[] takings(double[] prices, double[] outcome) {
        double[] takings = outcome.clone();
        for (int i = 0; i < prices.length && counts(); i++) {
            takings[i] *= prices[i];
        }
        return takings;
    }

    /** Of revenue Y at price p so many units were sold as Y / p; of a count, as it says. */
    private double[] margins(double[] prices, double[] outcome, double unit) {
        double[] margins = new double[prices.length];
        for (int i = 0; i < prices.length; i++) {
            double units = counts() ? outcome[i] : prices[i] > 0 ? outcome[i] / prices[i] : Double.NaN;
            margins[i] = units * (prices[i] - unit);
        }
        return margins;
    }

    /** What is looked for at each of some prices. */
    private record Grid(String price, String of, double least, double most, double[] prices, double[] values) {
        PriceAnswer.Band band() {
            int best = -1;
            for (int i = 0; i < values.length; i++) {
                best = Double.isFinite(values[i]) && (best < 0 || values[i] > values[best]) ? i : best;
            }
            int low = best;
            int high = best;
            double enough = values[best] - 0.01 * Math.abs(values[best]);
            while (low > 0 && values[low - 1] >= enough) {
                low--;
            }
            while (high < values.length - 1 && values[high + 1] >= enough) {
                high++;
            }
            boolean end = best == 0 || best == values.length - 1;
            String words = words(best, low, high, end);
            if (end) {
                String towards = best == 0 ? "lower" : "higher";
                return new PriceAnswer.Band(price, of, Double.NaN, Double.NaN, Double.NaN, false, towards, words);
            }
            boolean inside = prices[best] >= least && prices[best] <= most;
            return new PriceAnswer.Band(price, of, prices[best], prices[low], prices[high], inside, "", words);
        }

        private String words(int best, int low, int high, boolean end) {
            if (end) {
                return String.format(
                        Locale.ROOT,
                        "From %.2f to %.2f, which is further than was seen, %s only %s with the price: the model names no best price, only a "
                                + "direction (%s).",
                        prices[0],
                        prices[prices.length - 1],
                        of,
                        best == 0 ? "falls" : "rises",
                        best == 0 ? "down" : "up");
            }
            return String.format(
                            Locale.ROOT,
                            "Between %.2f and %.2f the %s stays within one percent of its best.",
                            prices[low],
                            prices[high],
                            of)
                    + (prices[best] < least || prices[best] > most
                            ? String.format(
                                    Locale.ROOT,
                                    " Prices were seen from %.2f to %.2f only: the best is the model's word.",
                                    least,
                                    most)
                            : "");
        }
    }
}
