package dev.elsewise.bench.validity;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.Baseline;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Family;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.Input;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.Mediator;
import dev.elsewise.mix.Saturation;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Pooling;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import dev.elsewise.simulate.MixSample;
import dev.elsewise.simulate.MixTruth;
import dev.elsewise.simulate.MixWorld;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Media mixes of known truth, fitted as a study would: coverage of the 90 % intervals of total, direct and indirect effects, bias, and
 * how often the test of the split rejects. Pooled over channels, coverage should lie between 85 and 94 %, the mean bias within 5 % of the
 * truth plus two Monte-Carlo errors; otherwise this ends with 1.
 *
 * <p>Arguments: worlds, first seed, draws, weeks, hidden demand, how much of the search that social spend induces is there; and, where
 * only demand and noise are to differ from world to world, the seed of everything else.
 */
public final class MixCoverage {
    private static final List<String> SOCIAL = List.of("facebook", "instagram", "tiktok", "snapchat");

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Tests> tests = new LinkedHashMap<>();

    private MixCoverage() {}

    public static void main(String[] arguments) {
        int worlds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 300_000;
        int draws = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        int weeks = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 208;
        double hidden = arguments.length > 4 ? Double.parseDouble(arguments[4]) : 0;
        double toSearch = arguments.length > 5 ? Double.parseDouble(arguments[5]) : 1;
        boolean one = arguments.length > 6;
        long spends = one ? Long.parseLong(arguments[6]) : 0;
        MixCoverage coverage = new MixCoverage();
        for (int w = 0; w < worlds; w++) {
            coverage.add(
                    MixWorld.withDefaults()
                            .withWeeks(weeks)
                            .withHiddenDemand(hidden)
                            .withEffects(MixWorld.Effects.withDefaults().withSocialToSearch(toSearch))
                            .withSeed(one ? spends : first + w)
                            .withLuck(first + w),
                    draws);
            if ((w + 1) % 50 == 0) {
                System.err.println((w + 1) + " worlds");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d worlds%s of %d weeks, seeds from %d, %d draws, hidden demand %.2f%n",
                worlds,
                one ? " with the spends of seed " + spends : "",
                weeks,
                first,
                draws,
                hidden);
        boolean valid = true;
        for (Map.Entry<String, Tally> tally : coverage.tallies.entrySet()) {
            System.out.println(tally.getValue().summary(tally.getKey()));
            valid &= hidden == 0
                    ? tally.getValue().valid()
                    : !tally.getKey().equals("published") || tally.getValue().bias(0.10);
        }
        coverage.tests.forEach((channel, tests) -> System.out.println(tests.summary(channel)));
        if (!valid) {
            System.exit(1);
        }
    }

    /** Errors relative to the truth, and how often an interval held it. */
    private static final class Tally {
        private final List<Double> errors = new ArrayList<>();
        private final List<Double> truths = new ArrayList<>();
        private int covered;

        void add(Draws found, double truth) {
            errors.add(found.value() - truth);
            truths.add(truth);
            covered += found.quantile(0.05) <= truth && truth <= found.quantile(0.95) ? 1 : 0;
        }

        private double meanError() {
            return errors.stream().mapToDouble(e -> e).average().orElse(0);
        }

        private double meanTruth() {
            return truths.stream().mapToDouble(e -> e).average().orElse(0);
        }

        private double monteCarlo() {
            double mean = meanError();
            double squares =
                    errors.stream().mapToDouble(e -> (e - mean) * (e - mean)).sum();
            return Math.sqrt(squares / errors.size() / (errors.size() - 1.0));
        }

        boolean bias(double share) {
            return Math.abs(meanError()) <= share * Math.abs(meanTruth()) + 2 * monteCarlo();
        }

        boolean valid() {
            double share = (double) covered / errors.size();
            return share >= 0.85 && share <= 0.94 && bias(0.05);
        }

        String summary(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-10s covered %.1f %% of %d, bias %+.2f %% of the truth (Monte-Carlo error %.2f %%)",
                    name,
                    100.0 * covered / errors.size(),
                    errors.size(),
                    100 * meanError() / meanTruth(),
                    100 * monteCarlo() / Math.abs(meanTruth()));
        }
    }

    /** How far the two ways of the split lie apart. */
    private static final class Tests {
        private final List<Double> differences = new ArrayList<>();
        private final List<Double> statistics = new ArrayList<>();

        void add(double difference, double deviation) {
            differences.add(difference);
            statistics.add(difference / deviation);
        }

        /** The difference that is to be expected, in its standard deviations from world to world; and in those that the draws tell. */
        String summary(String name) {
            long rejected =
                    statistics.stream().filter(z -> Math.abs(z) > 1.959964).count();
            double mean = mean(differences);
            double variance =
                    mean(differences.stream().map(d -> (d - mean) * (d - mean)).toList())
                            * differences.size()
                            / (differences.size() - 1.0);
            return String.format(
                    Locale.ROOT,
                    "the test of the split, %-12s rejects %.1f %% of %d; the expected difference is %+.2f of its standard deviations over worlds,"
                            + " %+.2f of those of draws",
                    name,
                    100.0 * rejected / statistics.size(),
                    statistics.size(),
                    mean / Math.sqrt(variance),
                    mean(statistics));
        }

        private static double mean(List<Double> values) {
            return values.stream().mapToDouble(v -> v).average().orElse(0);
        }
    }

    private record Effects(double published, double through, double structural, double direct) {}

    private void add(MixWorld world, int draws) {
        MixSample sample = world.sample();
        FittedMix fit = FittedMix.of(
                mix(),
                panel(sample, world.weeks()),
                Bootstrap.withDefaults().withDraws(draws).withSeed(world.luck()));
        for (String channel : SOCIAL) {
            Sampled<Effects> found = fit.model().sample(w -> effects(w, channel));
            MixTruth.Channel truth = sample.truth().channel(channel);
            Draws published = found.of(Effects::published);
            Draws structural = found.of(Effects::structural);
            tally("published").add(published, truth.total());
            tally("structural").add(structural, truth.total());
            tally("direct").add(found.of(Effects::direct), truth.direct());
            tally("indirect").add(found.of(e -> e.structural() - e.direct()), truth.indirect());
            Draws difference = fit.model().sampled(w -> {
                Effects e = effects(w, channel);
                return e.structural() - e.direct() - e.through();
            });
            for (String of : List.of("all channels", channel)) {
                tests.computeIfAbsent(of, c -> new Tests()).add(difference.value(), difference.spread());
            }
        }
    }

    private Tally tally(String name) {
        return tallies.computeIfAbsent(name, n -> new Tally());
    }

    private static Effects effects(Worlds worlds, String channel) {
        World without = World.of(Intervention.set(channel, 0));
        double published = -sum(worlds.published("revenue", Intervention.set(channel, 0)));
        double structural = sum(worlds.difference(Contrast.of("revenue", World.OBSERVED, without)));
        World searchOff = World.of(new Intervention.Along("google", worlds.values("google", without), Periods.ALL));
        double direct = sum(worlds.difference(Contrast.of("revenue", searchOff, without)));
        double through = -sum(worlds.publishedThrough("revenue", Intervention.set(channel, 0)));
        return new Effects(published, through, structural, direct);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static MediaMix mix() {
        CarryOver carryOver = CarryOver.of(Adstock.Recursive.withDefaults(), Saturation.none());
        List<Input> inputs = new ArrayList<>();
        for (String channel : SOCIAL) {
            inputs.add(any(Input.paid(channel, channel, carryOver)));
        }
        inputs.add(any(Input.paid("google", "google", carryOver)));
        inputs.add(any(Input.paid("email", "email", carryOver)));
        inputs.add(any(Input.paid("sms", "sms", carryOver)));
        for (String control : List.of("price", "promotion", "followers")) {
            inputs.add(Input.control(control, control, Input.Sign.ANY));
        }
        return new MediaMix(
                "revenue",
                Optional.empty(),
                MediaMix.Link.IDENTITY,
                inputs,
                List.of(Mediator.floating("google")),
                Baseline.withDefaults(),
                List.of(),
                Map.of(),
                Set.of(),
                CausalGraph.parse("""
                        facebook, instagram, tiktok, snapchat, trend, season -> google, revenue
                        google, email, sms, price, promotion, followers -> revenue
                        """),
                Family.withDefaults(),
                Map.of(),
                Pooling.SHARED,
                List.of(),
                new MediaMix.Uncertainty(0, OptionalInt.empty(), 0.9),
                MediaMix.Design.GRAPH,
                MediaMix.Scaling.STANDARD);
    }

    private static Input any(Input input) {
        return new Input(input.name(), input.role(), input.column(), input.spend(), input.carryOver(), Input.Sign.ANY);
    }

    private static Panel panel(MixSample sample, int weeks) {
        List<LocalDate> periods = new ArrayList<>();
        for (int t = 0; t < weeks; t++) {
            periods.add(LocalDate.of(2020, 1, 6).plusWeeks(t));
        }
        Panel panel = Panel.of(periods);
        List<String> columns = new ArrayList<>(SOCIAL);
        columns.addAll(List.of("google", "email", "sms", "price", "promotion", "followers", "revenue"));
        for (String column : columns) {
            panel = panel.with(column, sample.simulated().columns().numbers(column));
        }
        return calendar(panel);
    }

    private static Panel calendar(Panel panel) {
        int n = panel.rows();
        Panel out = panel;
        for (int k = 0; k <= 4; k++) {
            double[] hinge = new double[n];
            for (int t = 0; t < n; t++) {
                hinge[t] = Math.max(0, (double) t / (n - 1) - k / 5.0);
            }
            out = out.with("trend:" + (k + 1), hinge);
        }
        for (int k = 1; k <= 2; k++) {
            double[] sine = new double[n];
            double[] cosine = new double[n];
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * k * panel.periods().get(t).getDayOfYear() / 365.25;
                sine[t] = Math.sin(angle);
                cosine[t] = Math.cos(angle);
            }
            out = out.with("season:" + (2 * k - 1), sine).with("season:" + 2 * k, cosine);
        }
        return out;
    }
}
