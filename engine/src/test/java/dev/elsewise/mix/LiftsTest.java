package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Pooling;
import dev.elsewise.scm.Worlds;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lift tests of channels that act through others, and of some regions. */
class LiftsTest {
    private static final int WEEKS = 130;
    private static final Periods TEST = new Periods(60, 72);
    private static final LocalDate FROM = Weekly.START.plusWeeks(60);
    private static final LocalDate TO = Weekly.START.plusWeeks(72).minusDays(1);
    private static final Intervention OFF = new Intervention.Scale("tv", 0, TEST);
    private static final CarryOver CARRIED =
            CarryOver.of(Kernel.Geometric.upToLag(8).withRetention(0.5), new Saturation.Identity());

    /**
     * Tv moves search and both move y, with carry-over where it is asked for: 1 + 0.8 × 2 for one of tv. Hidden demand moves tv and y.
     *
     * @param total what tv did over all weeks
     * @param tested what switching it off in the test would have changed there
     */
    private record Made(Panel panel, double total, double tested) {
        static Made of(long seed, double hidden, boolean carried) {
            double[] demand = noise(WEEKS, seed, "demand");
            double[] own = noise(WEEKS, seed, "tv");
            double[] luck = noise(WEEKS, seed, "search");
            double[] error = noise(WEEKS, seed, "y");
            double[] tv = series(WEEKS, t -> 30 + 4 * demand[t] + 5 * own[t]);
            double[] off = series(WEEKS, t -> TEST.contains(t) ? 0 : tv[t]);
            double[] with = effect(tv, carried);
            double[] without = effect(off, carried);
            double[] search = series(WEEKS, t -> 40 + 5 * luck[t] + induced(tv, carried)[t]);
            double[] y = series(WEEKS, t -> 300 + with[t] + 2 * (40 + 5 * luck[t]) + hidden * demand[t] + 6 * error[t]);
            return new Made(
                    Weekly.panel(WEEKS).with("tv", tv).with("search", search).with("y", y),
                    Arrays.stream(with).sum(),
                    IntStream.range(TEST.from(), TEST.to())
                            .mapToDouble(t -> without[t] - with[t])
                            .sum());
        }

        private static double[] induced(double[] tv, boolean carried) {
            double[] stock = carried ? kept(tv) : tv;
            return series(WEEKS, t -> 0.8 * stock[t]);
        }

        private static double[] effect(double[] tv, boolean carried) {
            double[] direct = carried ? kept(tv) : tv;
            double[] search = induced(tv, carried);
            return series(WEEKS, t -> direct[t] + 2 * search[t]);
        }

        private static double[] kept(double[] x) {
            double[] out = new double[WEEKS];
            CARRIED.apply(x, new double[] {0.5}, out);
            return out;
        }
    }

    private static MediaMix mix(String hidden, boolean carried, Lift... lifts) {
        Input tv = carried ? Weekly.channel("tv", CARRIED) : Weekly.channel("tv");
        MediaMix plain = Weekly.mix("tv -> search, y\nsearch -> y" + hidden, tv, Weekly.channel("search"));
        return Weekly.lifted(
                Weekly.with(plain, MediaMix.Link.IDENTITY, List.of(Mediator.floating("search")), List.of()),
                Pooling.SHARED,
                lifts);
    }

    private static Lift lift(double effect, double standardError) {
        return new Lift("tv", FROM, TO, -1, effect, standardError);
    }

    /** The published effect of tv being off in the test. */
    private static double tested(Worlds worlds) {
        return Arrays.stream(worlds.published("y", OFF), TEST.from(), TEST.to()).sum();
    }

    private static double total(Worlds worlds) {
        return -Arrays.stream(worlds.published("y", Intervention.set("tv", 0))).sum();
    }

    /** Equations and reduced form both say what the experiment says, in every draw what it might have said. */
    @Test
    void aChannelThatDemandMovesTakesItsTotalFromTheExperiment() {
        Made made = Made.of(71, 12, false);
        FittedMix fit = Weekly.fit(mix("\ntv <-> y", false, lift(made.tested(), 40)), made.panel(), 300);
        Draws total = fit.model().of(LiftsTest::total);
        double ratio = made.total() / -made.tested();
        assertThat(total.value()).isCloseTo(made.total(), within(1e-6 * made.total()));
        assertThat(total.standardError()).isCloseTo(40 * ratio, within(0.15 * 40 * ratio));
        Draws structural = fit.model()
                .of(w -> Arrays.stream(w.difference(Contrast.of("y", World.of(OFF), World.OBSERVED)), 60, 72)
                        .sum());
        Draws published = fit.model().of(LiftsTest::tested);
        for (int d = 0; d < 300; d++) {
            assertThat(published.of()[d])
                    .isCloseTo(
                            structural.of()[d],
                            within(1e-6 * Math.abs(structural.of()[d])));
        }
        // Search is told from its own luck, which demand does not move.
        Draws search = fit.model()
                .of(w -> Arrays.stream(w.difference(
                                        Contrast.of("y", World.OBSERVED, World.of(Intervention.set("search", 0)))))
                                .sum()
                        / Arrays.stream(made.panel().column("search")).sum());
        assertThat(search.value()).isCloseTo(2, within(3 * search.standardError()));
        // Without the experiment demand is taken for tv.
        assertThat(total(Weekly.fit(mix("", false), made.panel(), 0).model().worlds()))
                .isGreaterThan(1.25 * made.total());
    }

    @Test
    void theConflictIsThatOfTheTotalWithoutTheExperiment() {
        Made made = Made.of(72, 12, false);
        Lift lift = lift(made.tested(), 40);
        Bootstrap some = Bootstrap.withDefaults().withDraws(50);
        FittedMix fit = FittedMix.of(mix("\ntv <-> y", false, lift), made.panel(), some);
        double without =
                tested(Weekly.fit(mix("", false), made.panel(), 0).model().worlds());
        LiftAnswer answer = Lifts.answers(fit, some).getFirst();
        assertThat(answer.model().value()).isCloseTo(without, within(1e-9 * Math.abs(without)));
        assertThat(answer.conflict())
                .isCloseTo((without - made.tested()) / 40, within(1e-6))
                .isLessThan(-3);
        assertThat(answer.use()).isEqualTo("sets the level");
        assertThat(answer.subject()).isEqualTo("tv");
        // Demand moves when tv's effect seems to come: shapes cannot tell what passes search, and no test says that
        // they can.
        assertThat(Mediations.answers(fit, Answering.effects(fit)).getFirst().split())
                .satisfies(split -> {
                    assertThat(split.p()).isNaN();
                    assertThat(split.rejected()).isFalse();
                    assertThat(split.words()).contains("something hidden moves tv and y", "is not tested");
                });
    }

    /** Carry-over and a chain: what is pinned is the sum over the weeks of the test. */
    @Test
    void carryOverAndChainsArePinnedInTheWeeksOfTheTest() {
        Made made = Made.of(73, 12, true);
        FittedMix fit = Weekly.fit(mix("\ntv <-> y", true, lift(made.tested(), 30)), made.panel(), 40);
        assertThat(tested(fit.model().worlds())).isCloseTo(made.tested(), within(1e-6 * made.total()));
        assertThat(total(fit.model().worlds())).isCloseTo(made.total(), within(0.1 * made.total()));
        double[] video = series(WEEKS, t -> 10 + 0.5 * made.panel().column("tv")[t] + noise(WEEKS, 73, "video")[t]);
        double[] search = series(WEEKS, t -> 5 + 0.6 * video[t] + noise(WEEKS, 73, "search of video")[t]);
        double[] y = series(WEEKS, t -> made.panel().column("y")[t] + 3 * search[t]);
        Panel chained = made.panel().with("video", video).with("search", search).with("y", y);
        MediaMix chain = Weekly.lifted(
                Weekly.with(
                        Weekly.mix(
                                "tv -> video, y\nvideo -> search\nsearch -> y\ntv <-> y",
                                Weekly.channel("tv", CARRIED),
                                Weekly.channel("video"),
                                Weekly.channel("search")),
                        MediaMix.Link.IDENTITY,
                        List.of(Mediator.floating("video"), Mediator.floating("search")),
                        List.of()),
                Pooling.SHARED,
                lift(-1500, 30));
        Worlds worlds = Weekly.fit(chain, chained, 0).model().worlds();
        assertThat(tested(worlds)).isCloseTo(-1500, within(1e-5));
        assertThat(Arrays.stream(worlds.difference(Contrast.of("y", World.of(OFF), World.OBSERVED)), 60, 72)
                        .sum())
                .isCloseTo(-1500, within(1e-5));
    }

    /** A channel that nothing hidden moves: a precise experiment is believed, a vague one hardly heard. */
    @Test
    void anExperimentOnAnUnmarkedChannelCountsByItsPrecision() {
        Made made = Made.of(74, 0, true);
        double without =
                tested(Weekly.fit(mix("", true), made.panel(), 0).model().worlds());
        double said = 1.3 * without;
        double precise = tested(Weekly.fit(mix("", true, lift(said, 1e-3 * Math.abs(said))), made.panel(), 0)
                .model()
                .worlds());
        double vague = tested(Weekly.fit(mix("", true, lift(said, 10 * Math.abs(said))), made.panel(), 0)
                .model()
                .worlds());
        assertThat(precise).isCloseTo(said, within(0.01 * Math.abs(said)));
        assertThat(vague).isCloseTo(without, within(0.01 * Math.abs(without)));
        // A penalised equation hears it, too.
        MediaMix ridge = mix("", true, lift(said, 1e-3 * Math.abs(said)))
                .withFamily(new Family.ElasticNet(0, java.util.OptionalDouble.of(1e-3), false));
        double structural = Arrays.stream(
                        Weekly.fit(ridge, made.panel(), 0)
                                .model()
                                .worlds()
                                .difference(Contrast.of("y", World.of(OFF), World.OBSERVED)),
                        60,
                        72)
                .sum();
        assertThat(structural).isCloseTo(said, within(0.02 * Math.abs(said)));
        FittedMix pinned = Weekly.fit(
                mix("\ntv <-> y", true, lift(said, 30))
                        .withFamily(new Family.ElasticNet(0, java.util.OptionalDouble.of(0.1), false)),
                made.panel(),
                3);
        assertThat(tested(pinned.model().worlds())).isCloseTo(said, within(1e-6 * Math.abs(said)));
    }

    /** An observation varies with the series: a draw that is made from the compromise is not pulled once more. */
    @Test
    void drawsStayAboutTheCompromise() {
        Made made = Made.of(77, 0, true);
        Draws without = Weekly.fit(mix("", true), made.panel(), 200).model().of(LiftsTest::tested);
        Lift off = lift(without.value() - 6 * without.standardError(), without.standardError());
        Draws with = Weekly.fit(mix("", true, off), made.panel(), 200).model().of(LiftsTest::tested);
        assertThat(with.value()).isBetween(off.effect(), without.value());
        assertThat(with.quantile(0.5)).isCloseTo(with.value(), within(0.5 * with.standardError()));
        assertThat(with.standardError()).isLessThan(0.9 * without.standardError());
    }

    /** Two regions, one three times as large: 2 of y for one of tv in the north, 3 in the south. */
    private static Panel regions() {
        Panel panel = Panel.of(List.of("north", "south"), Weekly.panel(WEEKS).periods(), 0);
        double[] tv = new double[2 * WEEKS];
        double[] y = new double[2 * WEEKS];
        RandomStream random = Streams.of(75, "regions", 0);
        for (int r = 0; r < tv.length; r++) {
            double size = r < WEEKS ? 3 : 1;
            tv[r] = size * (20 + 5 * random.normal());
            y[r] = size * 100 + (r < WEEKS ? 2 : 3) * tv[r] + size * 8 * random.normal();
        }
        return panel.with("tv", tv).with("y", y);
    }

    private static FittedMix regional(Pooling pooling, String graph, Lift... lifts) {
        return Weekly.fit(Weekly.lifted(Weekly.mix(graph, Weekly.channel("tv")), pooling, lifts), regions(), 0);
    }

    /** In units of the outcome, unlike the model's. */
    private static double tested(FittedMix fit, int unit) {
        double[] rows = fit.model().worlds().published("y", OFF);
        return fit.compiled().sizes()[unit]
                * Arrays.stream(rows, unit * WEEKS + TEST.from(), unit * WEEKS + TEST.to())
                        .sum();
    }

    @Test
    void aLiftOfOneRegionOrOfAll() {
        double spentNorth = Arrays.stream(regions().column("tv"), 60, 72).sum();
        double spentSouth =
                Arrays.stream(regions().column("tv"), WEEKS + 60, WEEKS + 72).sum();
        Lift north = lift(-4 * spentNorth, 2).withUnits(List.of("north"));
        Lift both = lift(-4 * (spentNorth + spentSouth), 2);
        FittedMix shared = regional(Pooling.SHARED, "tv -> y", north);
        // One coefficient for both, for one of tv.
        assertThat(tested(shared, 0) / spentNorth).isCloseTo(-4, within(0.01));
        assertThat(tested(shared, 1) / spentSouth).isCloseTo(-4, within(0.01));
        FittedMix together = regional(Pooling.SHARED, "tv -> y\ntv <-> y", both);
        assertThat(tested(together, 0) + tested(together, 1)).isCloseTo(both.effect(), within(1e-8 * spentNorth));
        FittedMix untold = regional(Pooling.SEPARATE, "tv -> y");
        FittedMix separate = regional(Pooling.SEPARATE, "tv -> y", north);
        assertThat(tested(separate, 0) / spentNorth).isCloseTo(-4, within(0.01));
        assertThat(tested(separate, 1)).isCloseTo(tested(untold, 1), within(1e-9 * spentSouth));
        FittedMix joint = regional(Pooling.SEPARATE, "tv -> y", both);
        assertThat(tested(joint, 0) + tested(joint, 1)).isCloseTo(both.effect(), within(0.01 * spentNorth));
        assertThat(Lifts.answers(separate, Bootstrap.withDefaults().withDraws(0)))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.subject()).isEqualTo("tv in north");
                    assertThat(answer.model().value()).isCloseTo(tested(untold, 0), within(1e-9 * spentNorth));
                });
    }

    /** Partly pooled, the north is told, and the south hears of it as far as the two are alike. */
    @Test
    void aLiftOfOneRegionUnderPartialPooling() {
        double spentNorth = Arrays.stream(regions().column("tv"), 60, 72).sum();
        double spentSouth =
                Arrays.stream(regions().column("tv"), WEEKS + 60, WEEKS + 72).sum();
        FittedMix untold = regional(Pooling.PARTIAL, "tv -> y");
        FittedMix told =
                regional(Pooling.PARTIAL, "tv -> y", lift(-4 * spentNorth, 2).withUnits(List.of("north")));
        assertThat(tested(told, 0) / spentNorth).isCloseTo(-4, within(0.01));
        double moved = tested(told, 1) / spentSouth - tested(untold, 1) / spentSouth;
        assertThat(moved).isNegative().isGreaterThan(tested(told, 0) / spentNorth - tested(untold, 0) / spentNorth);
        FittedMix pinned = regional(
                Pooling.PARTIAL,
                "tv -> y\ntv <-> y",
                lift(-4 * spentNorth, 2).withUnits(List.of("north")),
                lift(-5 * spentSouth, 2).withUnits(List.of("south")));
        assertThat(tested(pinned, 0) / spentNorth).isCloseTo(-4, within(1e-8));
        assertThat(tested(pinned, 1) / spentSouth).isCloseTo(-5, within(1e-8));
    }

    @Test
    void whatALiftMustBe() {
        Made made = Made.of(76, 0, false);
        double[] paused = made.panel().column("tv").clone();
        Arrays.fill(paused, TEST.from(), TEST.to(), 0);
        refused(
                mix("", false, lift(-100, 5)),
                made.panel().with("tv", paused),
                "\"tv\" is 0 from " + FROM,
                "Maybe the dates");
        refused(
                mix("", false, new Lift("tv", FROM.plusYears(9), TO.plusYears(9), -1, -100, 5)),
                made.panel(),
                "must lie within the window",
                "Maybe a year is mistyped.");
        refused(
                mix("", false, lift(-100, 5).withUnits(List.of("norht"))),
                made.panel(),
                "names \"norht\", and there is one only.");
        Lift lost = lift(-100, 5).withUnits(List.of("norht"));
        refused(() -> regional(Pooling.SHARED, "tv -> y", lost), "are north, south.", "Maybe you meant \"north\".");
        refused(
                () -> regional(
                        Pooling.PARTIAL, "tv -> y\ntv <-> y", lift(-100, 5).withUnits(List.of("north"))),
                "must have a lift of each unit alone",
                "lacks south",
                "Maybe say pooling: shared");
        refused(
                () -> regional(Pooling.SEPARATE, "tv -> y\ntv <-> y", lift(-100, 5)),
                "is of several together",
                "give each unit's lift by itself");
        MediaMix through = Weekly.lifted(
                Weekly.with(
                        Weekly.mix(
                                "tv -> search\nsearch -> y\ntv <-> y", Weekly.channel("tv"), Weekly.channel("search")),
                        MediaMix.Link.IDENTITY,
                        List.of(Mediator.floating("search")),
                        List.of()),
                Pooling.SHARED,
                lift(-100, 5));
        refused(through, made.panel(), "acts through search only", "Maybe draw the arrow tv -> y");
        MediaMix logarithm = Weekly.with(
                mix("", false, lift(-1e6, 5)), MediaMix.Link.LOG, List.of(Mediator.floating("search")), List.of());
        refused(logarithm, made.panel(), "must leave something of the outcome", "Maybe its effect is in other units");
    }

    private static void refused(MediaMix mix, Panel panel, String... words) {
        refused(() -> Weekly.fit(mix, panel, 0), words);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String... words) {
        assertThatThrownBy(what).isInstanceOf(BadStudy.class).hasMessageContainingAll(words);
    }

    /**
     * 48 worlds of a channel that demand moves, whose experiment came out with its own luck: nominal 90 %, and a right procedure falls
     * outside in one run of a thousand.
     */
    @Test
    @Tag("slow")
    void intervalsOfTheTotalCover() {
        int worlds = 48;
        int held = 0;
        int believed = 0;
        for (int world = 0; world < worlds; world++) {
            Made made = Made.of(800 + world, 12, true);
            double luck = Streams.of(800 + world, "experiment", 0).normal();
            Lift lift = lift(made.tested() + 40 * luck, 40);
            held += holds(Weekly.fit(mix("\ntv <-> y", true, lift), made.panel(), 80), made.total());
            believed += holds(Weekly.fit(mix("", true), made.panel(), 80), made.total());
        }
        BinomialDistribution count = BinomialDistribution.of(worlds, 0.9);
        assertThat(held)
                .isBetween(count.inverseCumulativeProbability(0.0005), count.inverseCumulativeProbability(0.9995));
        assertThat(believed).as("without the experiment").isLessThan(count.inverseCumulativeProbability(0.0005));
    }

    private static int holds(FittedMix fit, double truth) {
        Draws total = fit.model().of(LiftsTest::total);
        return total.quantile(0.05) <= truth && truth <= total.quantile(0.95) ? 1 : 0;
    }
}
