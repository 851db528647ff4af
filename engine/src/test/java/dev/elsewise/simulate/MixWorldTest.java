package dev.elsewise.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Source;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadStudy;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.graph.Edge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MixWorldTest {
    private static final List<String> SOCIAL = List.of("facebook", "instagram", "tiktok", "snapchat");
    private static final List<String> COLUMNS = List.of(
            "revenue",
            "facebook",
            "instagram",
            "tiktok",
            "snapchat",
            "google",
            "email",
            "sms",
            "price",
            "promotion",
            "followers");

    @TempDir
    private Path folder;

    static List<MixWorld> worlds() {
        MixWorld world = MixWorld.withDefaults().withSeed(20261);
        return List.of(
                world,
                world.withSaturating(true),
                world.withHiddenDemand(1),
                world.withSaturating(true).withHiddenDemand(-0.5).withGeos(7).withWeeks(104),
                world.withEffects(world.effects().withoutDirect()),
                world.withEffects(world.effects().withSocialToSearch(0)),
                // A search bill that noise drives to zero in many weeks.
                world.withNoise(new MixWorld.Noise(0.1, 1, 0.5, 2)));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theSameWorldMakesTheSameRowsAndAnotherSeedOthers(MixWorld world) {
        MixSample once = world.sample();
        MixSample again = world.sample();
        MixSample other = world.withSeed(5).sample();
        for (String column : COLUMNS) {
            assertThat(numbers(again, column)).isEqualTo(numbers(once, column));
            assertThat(numbers(other, column)).as(column).isNotEqualTo(numbers(once, column));
        }
        assertThat(again.truth().json()).isEqualTo(once.truth().json());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void effectsAddUp(MixWorld world) {
        MixTruth truth = world.sample().truth();
        double tiny = 1e-6;
        for (MixTruth.Channel channel : truth.channels()) {
            assertThat(channel.direct() + channel.indirect())
                    .as(channel.name())
                    .isCloseTo(channel.total(), within(tiny));
            double through = channel.paths().entrySet().stream()
                    .filter(path -> path.getKey().contains("google ->")
                            && !channel.name().equals("google"))
                    .mapToDouble(path -> path.getValue())
                    .sum();
            assertThat(through).as(channel.name()).isCloseTo(channel.indirect(), within(tiny));
            assertThat(channel.paths().values().stream().mapToDouble(v -> v).sum())
                    .as(channel.name())
                    .isCloseTo(channel.total(), within(tiny));
            assertThat(channel.roi()).isCloseTo(channel.total() / channel.spend(), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theDecompositionAddsUpInEveryWeek(MixWorld world) {
        MixSample sample = world.sample();
        double[] revenue = numbers(sample, "revenue");
        double[] sum = new double[revenue.length];
        sample.truth().decomposition().forEach((part, total) -> {
            double[] weekly = sample.truth().weekly().numbers(part);
            assertThat(Arrays.stream(weekly).sum()).isCloseTo(total, within(1e-6 * (1 + Math.abs(total))));
            for (int row = 0; row < sum.length; row++) {
                sum[row] += weekly[row];
            }
        });
        for (int row = 0; row < sum.length; row++) {
            assertThat(sum[row]).isCloseTo(revenue[row], within(1e-8));
        }
        double whole = sample.truth().decomposition().values().stream()
                .mapToDouble(v -> v)
                .sum();
        assertThat(whole).isCloseTo(Arrays.stream(revenue).sum(), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void effectsFollowFromThePrintedFiles(MixWorld world) throws IOException {
        Path file = folder.resolve("mix.csv");
        world.generate().writeCsv(file);
        Printed printed = Printed.read(file);
        assertThat(printed.truth.get("rows").asInt()).isEqualTo(world.weeks() * world.geos());

        double[] google = printed.google("");
        double[] revenue = printed.revenue("", google);
        assertThat(google).containsExactly(printed.column("google"), within(1e-8));
        assertThat(revenue).containsExactly(printed.column("revenue"), within(1e-7));

        for (JsonNode channel : printed.truth.get("channels")) {
            String name = channel.get("name").asString();
            double[] googleWithout = name.equals("google") ? new double[google.length] : printed.google(name);
            double[] neither = printed.revenue(name, googleWithout);
            double total = sum(revenue) - sum(neither);
            double direct = sum(printed.revenue("", googleWithout)) - sum(neither);
            assertThat(channel.get("total").asDouble()).as(name).isCloseTo(total, within(1e-4));
            if (SOCIAL.contains(name)) {
                assertThat(channel.get("direct").asDouble()).as(name).isCloseTo(direct, within(1e-4));
                assertThat(channel.get("inducedSpend").asDouble())
                        .as(name)
                        .isCloseTo(sum(google) - sum(googleWithout), within(1e-5));
                double spend = sum(printed.column(name));
                assertThat(channel.get("spend").asDouble()).isEqualTo(spend);
                assertThat(channel.get("netRoi").asDouble())
                        .isCloseTo(total / (spend + sum(google) - sum(googleWithout)), within(1e-9));
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    /** In a linear world with much history, effects are coefficients: nothing is rolled here. */
    @Test
    void inTheLinearWorldEffectsAreTheKnobs() {
        MixWorld world = MixWorld.withDefaults().withWeeks(5_000);
        MixTruth truth = world.sample().truth();
        double[] direct = {1.6, 1.2, 0.9, 0.6};
        double[] induced = {0.25, 0.15, 0.3, 0.15};
        for (int i = 0; i < SOCIAL.size(); i++) {
            MixTruth.Channel channel = truth.channel(SOCIAL.get(i));
            assertThat(channel.direct() / channel.spend()).isCloseTo(direct[i], within(0.002));
            assertThat(channel.inducedSpend() / channel.spend()).isCloseTo(induced[i], within(0.001));
            assertThat(channel.roi()).isCloseTo(direct[i] + 3 * induced[i], within(0.004));
            assertThat(channel.netRoi()).isCloseTo((direct[i] + 3 * induced[i]) / (1 + induced[i]), within(0.004));
            assertThat(channel.marginalRoi()).isCloseTo(channel.roi(), within(1e-6));
            assertThat(channel.netMarginalRoi()).isCloseTo(channel.netRoi(), within(1e-6));
        }
        assertThat(truth.channel("google").roi()).isCloseTo(3, within(0.002));
        assertThat(truth.channel("facebook").retention()).isEqualTo(0.3);
        assertThat(truth.channel("facebook").halfLife()).isCloseTo(0.575717, within(1e-6));
        assertThat(truth.drivers().promotionPerWeek()).isCloseTo(30_000, within(1e-4));
        double revenue =
                truth.decomposition().values().stream().mapToDouble(v -> v).sum();
        double prices = Arrays.stream(numbers(world.sample(), "price")).sum();
        assertThat(truth.drivers().priceElasticity()).isCloseTo(-6_000 * prices / revenue, within(1e-6));
    }

    @Test
    void whereMediaSaturateTheNextUnitBringsLess() {
        MixTruth truth = MixWorld.withDefaults().withSaturating(true).sample().truth();
        for (MixTruth.Channel channel : truth.channels()) {
            assertThat(channel.marginalRoi()).as(channel.name()).isPositive().isLessThan(0.95 * channel.roi());
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void figuresArePlausible(long seed) {
        MixSample sample = MixWorld.withDefaults().withSeed(seed).sample();
        assertThat(numbers(sample, "revenue")).hasSize(208);
        assertThat(Arrays.stream(numbers(sample, "revenue"))).allMatch(v -> v > 100_000 && v < 500_000);
        double[] usual = {9_000, 6_000, 5_000, 4_000};
        for (int i = 0; i < SOCIAL.size(); i++) {
            double[] spend = numbers(sample, SOCIAL.get(i));
            assertThat(Arrays.stream(spend)).allMatch(v -> v >= 0 && v == Math.rint(v));
            assertThat(Arrays.stream(spend).filter(v -> v == 0).count()).isBetween(1L, 40L);
            assertThat(sum(spend) / 208).isBetween(0.6 * usual[i], 1.5 * usual[i]);
        }
        assertThat(Arrays.stream(numbers(sample, "google"))).allMatch(v -> v > 4_000 && v < 25_000);
        assertThat(Arrays.stream(numbers(sample, "price"))).allMatch(v -> v > 40 && v < 60);
        assertThat(Arrays.stream(numbers(sample, "promotion")).sum()).isBetween(10.0, 70.0);
        assertThat(numbers(sample, "followers")).isSorted();
        MixTruth.Drivers drivers = sample.truth().drivers();
        assertThat(drivers.priceElasticity()).isBetween(-1.5, -0.9);
        assertThat(drivers.promotionUplift()).isBetween(0.08, 0.16);
    }

    @Test
    void socialSpendIsExogenousAndHiddenDemandMovesSearchAndRevenueTogether() {
        MixWorld world = MixWorld.withDefaults().withWeeks(5_000).withSeed(77);
        MixSample open = world.sample();
        MixSample hidden = world.withHiddenDemand(1).sample();
        for (String channel : SOCIAL) {
            assertThat(Math.abs(correlation(
                            numbers(open, channel), hidden.truth().weekly().numbers("hidden demand"))))
                    .isLessThan(0.06);
            assertThat(numbers(hidden, channel)).isEqualTo(numbers(open, channel));
        }
        assertThat(numbers(hidden, "google")).isEqualTo(numbers(open, "google"));
        double[] demand = hidden.truth().weekly().numbers("hidden demand");
        double[] google = unseasonal(hidden.truth().weekly().numbers("google rest"));
        assertThat(deviation(demand)).isCloseTo(10_000, within(500.0));
        assertThat(deviation(hidden.truth().weekly().numbers("noise"))).isCloseTo(10_000, within(400.0));
        // 0.6 of the search bill's own standard deviation, damped by differencing both the same way.
        assertThat(correlation(unseasonal(demand), google)).isBetween(0.25, 0.7);
        assertThat(Arrays.stream(open.truth().weekly().numbers("hidden demand")))
                .allMatch(v -> v == 0);
    }

    @Test
    void theGraphSaysWhichArrowsThereAre() {
        MixWorld world = MixWorld.withDefaults();
        CausalGraph graph = CausalGraph.parse(world.sample().truth().graph());
        // Season and trend are no columns; both move the search bill and revenue.
        assertThat(graph.parents("google")).containsExactlyInAnyOrderElementsOf(with(SOCIAL, "season", "trend"));
        assertThat(graph.parents("revenue"))
                .containsExactlyInAnyOrderElementsOf(with(COLUMNS.subList(1, COLUMNS.size()), "season", "trend"));
        assertThat(graph.edges()).noneMatch(Edge::hidden);
        CausalGraph mediated = CausalGraph.parse(world.withHiddenDemand(0.5)
                .withEffects(world.effects().withoutDirect())
                .sample()
                .truth()
                .graph());
        assertThat(mediated.parents("revenue"))
                .doesNotContainAnyElementsOf(SOCIAL)
                .contains("google");
        assertThat(mediated.edges()).anyMatch(Edge::hidden);
    }

    private static List<String> with(List<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).toList();
    }

    @Test
    void anArrowThatIsNotThereHasNoEffect() {
        MixWorld world = MixWorld.withDefaults();
        MixTruth truth =
                world.withEffects(world.effects().withoutDirect()).sample().truth();
        for (String name : SOCIAL) {
            MixTruth.Channel channel = truth.channel(name);
            assertThat(channel.direct()).isEqualTo(0);
            assertThat(channel.indirect()).isPositive();
            assertThat(channel.paths()).containsOnlyKeys(name + " -> google -> revenue");
        }
        assertThat(truth.channel("facebook").retention()).isEqualTo(0.6);
        MixTruth apart = world.withEffects(world.effects().withSocialToSearch(0))
                .sample()
                .truth();
        assertThat(apart.channel("tiktok").indirect()).isEqualTo(0);
        assertThat(apart.channel("tiktok").netRoi())
                .isEqualTo(apart.channel("tiktok").roi());
        MixTruth nothing = world.withEffects(new MixWorld.Effects(0, 0, 0, 0, 0, 0, 0))
                .sample()
                .truth();
        assertThat(nothing.channel("tiktok").paths()).isEmpty();
        assertThat(nothing.channel("tiktok").total()).isZero();
        assertThat(nothing.json()).contains("the channel has no effect");
    }

    @Test
    void geosShareTheMarket() {
        MixSample sample = MixWorld.withDefaults().withGeos(12).sample();
        Simulated rows = sample.simulated();
        assertThat(rows.columns().rows()).isEqualTo(12 * 208);
        assertThat(rows.levels().get("geo")).hasSize(12).startsWith("geo_1", "geo_2");
        assertThat(sum(numbers(sample, "revenue")) / 208).isBetween(200_000.0, 320_000.0);
        double[] byGeo = new double[12];
        int[] geo = rows.columns().codes("geo");
        for (int row = 0; row < geo.length; row++) {
            byGeo[geo[row]] += numbers(sample, "revenue")[row];
        }
        assertThat(Arrays.stream(byGeo).max().orElseThrow())
                .isGreaterThan(2 * Arrays.stream(byGeo).min().orElseThrow());
        assertThat(sample.truth().edges().stream()
                        .filter(edge -> edge.from().equals("google"))
                        .mapToDouble(MixTruth.Edge::coefficient)
                        .distinct())
                .hasSize(12);
        assertThat(sample.truth().channel("google").roi()).isBetween(2.2, 4.0);
    }

    @Test
    void theFileIsReadAsATableOfWeeks() {
        Path file = folder.resolve("mix.csv");
        MixWorld.withDefaults().withWeeks(60).generate().writeCsv(file);
        try (Workspace workspace = Workspace.open()) {
            Table table = workspace.open(Source.of(file));
            assertThat(table.schema().names()).first().isEqualTo("week");
            assertThat(table.schema().names().subList(1, 12)).isEqualTo(COLUMNS);
            assertThat(table.schema().find("week").orElseThrow().kind()).isEqualTo(Column.Kind.TIME);
            double[] weeks = table.gather(List.of("week")).numbers("week");
            double aWeek = 7 * 86_400e6;
            assertThat(IntStream.range(1, 60)).allMatch(row -> weeks[row] - weeks[row - 1] == aWeek);
        }
    }

    @Test
    void otherLuckLeavesWhatWasDoneAndWhatItBrings() {
        MixWorld world = MixWorld.withDefaults().withSeed(31).withHiddenDemand(1);
        MixWorld other = world.withLuck(32);
        Columns as = world.generate().columns();
        Columns is = other.generate().columns();
        for (String column : List.of("facebook", "tiktok", "email", "price", "promotion", "followers")) {
            assertThat(is.numbers(column)).as(column).containsExactly(as.numbers(column));
        }
        assertThat(is.numbers("revenue")).isNotEqualTo(as.numbers("revenue"));
        assertThat(other.sample().truth().channel("facebook").total())
                .isCloseTo(world.sample().truth().channel("facebook").total(), within(1e-6));
        assertThat(world.withSeed(40).luck()).isEqualTo(40);
    }

    @Test
    void knobsAreSetByName() {
        World world = Worlds.named("mix")
                .with("weeks", "104")
                .with("geos", "3")
                .with("seed", "9")
                .with("luck", "5")
                .with("saturating", "true")
                .with("hidden-demand", "0.5")
                .with("noise", "0.02")
                .with("search-noise", "0.05")
                .with("autocorrelation", "0.3")
                .with("facebook-direct", "0")
                .with("instagram-direct", "1")
                .with("tiktok-direct", "2")
                .with("snapchat-direct", "3")
                .with("social-to-search", "0.5")
                .with("google-effect", "4")
                .with("google-retention", "0.6");
        assertThat(world)
                .isEqualTo(new MixWorld(
                        104,
                        3,
                        9,
                        5,
                        true,
                        new MixWorld.Noise(0.02, 0.05, 0.3, 0.5),
                        new MixWorld.Effects(0, 1, 2, 3, 0.5, 4, 0.6)));
        assertThat(world.knobs()).hasSize(16).containsEntry("saturating", true);
        assertThat(world.withRows(300)).isEqualTo(world.with("weeks", "100"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weeks      | 12  | The knob \"weeks\" must lie between 26 and 5200; it is 12. Maybe leave it out: then it has"
                        + " its default.",
                "saturating | yes | The knob \"saturating\" must be true or false; it is \"yes\". Maybe write --set"
                        + " saturating=true.",
                "noise      | -1  | The knob \"noise\" must lie between 0.0 and 1.0; it is -1.0. Maybe leave it out: then"
                        + " it has its default."
            })
    void aKnobThatCannotBeTurnedSoSaysWhy(String knob, String value, String message) {
        assertThatThrownBy(() -> Worlds.named("mix").with(knob, value))
                .isInstanceOf(BadStudy.class)
                .extracting(e -> String.valueOf(e.getMessage()).replace('\n', ' '))
                .isEqualTo(message);
        assertThatThrownBy(() -> Worlds.named("mix").with("nois", "1"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("Maybe you meant \"noise\"");
    }

    /** The two files of a world, and its equations written down from what the truth prints. */
    private record Printed(List<String> header, List<String[]> rows, JsonNode truth) {
        static Printed read(Path file) throws IOException {
            List<String> lines = Files.readAllLines(file);
            JsonNode truth = JsonMapper.shared().readTree(Files.readString(Simulated.truthBeside(file)));
            return new Printed(
                    List.of(lines.getFirst().split(",")),
                    lines.stream().skip(1).map(line -> line.split(",")).toList(),
                    truth);
        }

        double[] column(String name) {
            int index = header.indexOf(name);
            return rows.stream()
                    .mapToDouble(row -> Double.parseDouble(row[index]))
                    .toArray();
        }

        double[] google(String without) {
            double[] sum = terms("google", without, new double[rows.size()]);
            for (int row = 0; row < sum.length; row++) {
                sum[row] = Math.max(0, sum[row]);
            }
            return sum;
        }

        double[] revenue(String without, double[] google) {
            return terms("revenue", without, google);
        }

        private double[] terms(String to, String without, double[] google) {
            double[] sum = new double[rows.size()];
            for (int row = 0; row < sum.length; row++) {
                sum[row] = truth.get("rest").get(to).get(row).asDouble();
            }
            for (JsonNode edge : truth.get("edges")) {
                String from = edge.get("from").asString();
                if (edge.get("to").asString().equals(to) && !from.equals(without)) {
                    double[] x = from.equals("google") ? google : column(from);
                    add(edge, x, sum);
                }
            }
            return sum;
        }

        private void add(JsonNode edge, double[] x, double[] sum) {
            double retention = edge.get("retention").asDouble();
            double stock = 0;
            for (int row = 0; row < x.length; row++) {
                if (edge.has("geo")) {
                    String geo = rows.get(row)[header.indexOf("geo")];
                    if (!geo.equals(edge.get("geo").asString())) {
                        continue;
                    }
                }
                stock = (1 - retention) * x[row] + retention * stock;
                double f = edge.get("halfSaturation").isNull()
                        ? stock
                        : stock / (stock + edge.get("halfSaturation").asDouble());
                sum[row] += edge.get("coefficient").asDouble()
                        * (f - edge.get("reference").asDouble());
            }
        }
    }

    private static double[] numbers(MixSample sample, String column) {
        Columns columns = sample.simulated().columns();
        return columns.numbers(column);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    /** Less the value of a year (52 weeks) before. */
    private static double[] unseasonal(double[] values) {
        return IntStream.range(52, values.length)
                .mapToDouble(t -> values[t] - values[t - 52])
                .toArray();
    }

    private static double deviation(double[] values) {
        double mean = sum(values) / values.length;
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = sum(a) / a.length;
        double meanB = sum(b) / b.length;
        double product = IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB))
                .sum();
        return product / a.length / deviation(a) / deviation(b);
    }
}
