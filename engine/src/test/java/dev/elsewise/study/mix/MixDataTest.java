package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Verdict;
import dev.elsewise.data.Workspace;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.scm.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series that a study reads from small files, with values that can be seen in the files. */
class MixDataTest {
    /** A Monday. */
    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    @TempDir
    private Path folder;

    private MixData read(String csv, String study) throws IOException {
        Files.writeString(folder.resolve("data.csv"), csv);
        try (Workspace workspace = Workspace.open()) {
            return MixData.of(MixStudy.parse("version: 1\ndata: data.csv\ntime: day\n" + study, folder), workspace);
        }
    }

    /** Weeks whose spend is 100 t (zero in weeks 3 to 5 and 9) and whose revenue is 1000 + 7 t. */
    private static List<String> weeks(int n) {
        List<String> lines = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            int spend = (t >= 3 && t <= 5) || t == 9 ? 0 : 100 * t;
            lines.add(START.plusWeeks(t) + "," + spend + "," + (1000 + 7 * t + (t * t) % 5) + "," + (t % 4));
        }
        return lines;
    }

    private static String csv(List<String> lines) {
        return "day,tv,revenue,price\n" + String.join("\n", lines) + "\n";
    }

    private static String plain(String keys, String nodes) {
        return """
            mix:
              outcome: revenue
              channels: {tv: {spend: tv, carry-over: {geometric: {retention: 0.5}}, saturation: none}}
              controls: {price: price}
              %s
            graph: |
              tv, price, %s -> revenue
            """.formatted(keys, nodes).replace(", ->", " ->").replace(",  ->", " ->");
    }

    @Test
    void weeksAreReadInTheOrderOfTime() throws IOException {
        List<String> lines = weeks(30);
        Collections.reverse(lines);
        MixData data = read(csv(lines), plain("window: {from: 2024-01-15, to: 2024-07-01}", ""));
        Panel panel = data.panel();
        assertThat(panel.units()).containsExactly("all");
        assertThat(panel.periods())
                .isEqualTo(IntStream.range(0, 27).mapToObj(START::plusWeeks).toList());
        assertThat(panel.history()).isEqualTo(2);
        assertThat(panel.names()).containsExactly("revenue", "tv", "price");
        assertThat(panel.column("tv")).startsWith(0, 100, 200, 0, 0, 0, 600).endsWith(2600);
        assertThat(data.ledger())
                .containsExactly(
                        "3 weeks after the window, from 2024-07-08, left out.",
                        "2 weeks before the window, from 2024-01-01, feed carry-over only.");
        assertThat(data.zeros()).containsExactly(new MixData.Zeros("tv", 4, 25, 3));
        assertThat(data.checks()).isEmpty();
        assertThat(data.fingerprint()).hasSize(16);
    }

    @Test
    void theBaselineHasItsColumns() throws IOException {
        MixData data = read(
                csv(weeks(61)),
                plain(
                        "baseline: {trend: piecewise, change-points: 2, fourier: 1, week-of-year: cyclic}",
                        "trend, season"));
        Panel panel = data.panel();
        assertThat(panel.names())
                .containsExactly(
                        "revenue",
                        "tv",
                        "price",
                        "trend:1",
                        "trend:2",
                        "trend:3",
                        "season:1",
                        "season:2",
                        "season:3",
                        "season:4");
        assertThat(panel.column("trend:1")[0]).isZero();
        assertThat(panel.column("trend:1")[60]).isEqualTo(1);
        assertThat(panel.column("trend:2")[20]).as("s = 1/3").isCloseTo(0, within(1e-15));
        assertThat(panel.column("trend:2")[35]).isCloseTo(0.25, within(1e-15));
        assertThat(panel.column("trend:3")[60]).isCloseTo(1.0 / 3, within(1e-15));
        // Week 10 begins on 11 March 2024, the 71st day of the year and its ISO week 11.
        assertThat(panel.column("season:1")[10]).isCloseTo(Math.sin(2 * Math.PI * 71 / 365.25), within(1e-15));
        assertThat(panel.column("season:2")[10]).isCloseTo(Math.cos(2 * Math.PI * 71 / 365.25), within(1e-15));
        assertThat(panel.column("season:3")[10]).isCloseTo(Math.sin(2 * Math.PI * 11 / 52), within(1e-15));
        assertThat(panel.column("season:4")[10]).isCloseTo(Math.cos(2 * Math.PI * 11 / 52), within(1e-15));
    }

    @Test
    void anEncodingHasNoColumnForWhatTheWindowLacks() throws IOException {
        // 2024-01-01 to 2024-08-26: January to August, so three quarters.
        Panel quarters = read(csv(weeks(35)), plain("baseline: {week-of-year: quarters}", "season"))
                .panel();
        assertThat(quarters.names()).containsExactly("revenue", "tv", "price", "season:1", "season:2");
        assertThat(IntStream.range(0, 35).filter(t -> quarters.column("season:1")[t] == 1))
                .as("weeks that begin from April to June")
                .containsExactly(IntStream.rangeClosed(13, 25).boxed().toArray(Integer[]::new));
        Panel months = read(csv(weeks(35)), plain("baseline: {week-of-year: months, fourier: 1}", "season"))
                .panel();
        assertThat(months.names().stream().filter(n -> n.startsWith("season:"))).hasSize(2 + 7);
    }

    @Test
    void anEventIsInThePeriodOfEachOfItsDays() throws IOException {
        Panel panel = read(
                        csv(weeks(30)),
                        plain("events: {sale: [2024-01-14, 2024-02-05, {from: 2024-03-09, to: 2024-03-18}]}", "sale"))
                .panel();
        assertThat(IntStream.range(0, 30).filter(t -> panel.column("sale")[t] == 1))
                .containsExactly(1, 5, 9, 10, 11);
    }

    private static String days(int from, int n) {
        StringBuilder csv = new StringBuilder("day,tv,revenue,price,flag,rate\n");
        for (int d = from; d < from + n; d++) {
            csv.append(START.plusDays(d) + "," + d % 5 + "," + (10 + d % 7 * (d % 3)) + "," + (2 + d % 2) + ","
                    + (d == 15 ? "true" : "false") + "," + (1 + d % 2) + "\n");
        }
        return csv.toString();
    }

    @Test
    void daysArePutTogetherToWholeWeeks() throws IOException {
        MixData data = read(days(5, 7 * 20), """
                mix:
                  outcome: {column: revenue, value: rate}
                  calendar: {from: daily, to: weekly}
                  channels: {tv: {spend: tv, carry-over: {geometric: {retention: 0.5}}, saturation: none}}
                  controls: {price: price, last: {column: derived, aggregate: last}}
                  events: {flag: flag}
                graph: tv, price, last, flag -> revenue
                derive: {derived: "tv * 2"}
                """);
        Panel panel = data.panel();
        assertThat(panel.periods().getFirst()).isEqualTo(LocalDate.of(2024, 1, 8));
        assertThat(panel.periods()).hasSize(19);
        // Days 7 to 13: spend 2 3 4 0 1 2 3; price 3 2 3 2 3 2 3.
        assertThat(panel.column("tv")[0]).isEqualTo(15);
        assertThat(panel.column("price")[0]).isCloseTo(18 / 7.0, within(1e-15));
        assertThat(panel.column("derived")[0]).isEqualTo(6);
        assertThat(panel.column("flag")).startsWith(0, 1, 0);
        double money = 0;
        double sold = 0;
        for (int d = 7; d < 14; d++) {
            sold += 10 + d % 7 * (d % 3);
            money += (10 + d % 7 * (d % 3)) * (1 + d % 2);
        }
        assertThat(panel.column("revenue")[0]).isEqualTo(sold);
        assertThat(panel.column("rate")[0]).as("weighted by what was sold").isCloseTo(money / sold, within(1e-15));
        assertThat(data.ledger())
                .contains(
                        "133 days put together to 19 weeks by their sum: revenue, tv.",
                        "133 days put together to 19 weeks by their maximum: flag.",
                        "2 days before 2024-01-08 left out: their week is not whole.",
                        "5 days from 2024-05-20 left out: their week is not whole.");
        assertThat(data.checks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("days add up to weeks");
            assertThat(check.verdict()).isEqualTo(Verdict.PASS);
        });
    }

    @Test
    void daysArePutTogetherToWholeMonths() throws IOException {
        MixData data = read(days(0, 366), """
                mix:
                  outcome: revenue
                  calendar: {from: daily, to: monthly}
                  window: {to: 2024-11-30}
                  channels: {tv: {spend: tv, carry-over: none, saturation: none}}
                graph: tv -> revenue
                """);
        assertThat(data.panel().periods())
                .isEqualTo(IntStream.range(0, 11).mapToObj(START::plusMonths).toList());
        double february = 0;
        for (int d = 31; d < 60; d++) {
            february += d % 5;
        }
        assertThat(data.panel().column("tv")[1]).isEqualTo(february);
        assertThat(data.ledger()).contains("31 days after the window, from 2024-12-01, left out.");
    }

    @Test
    void monthsAreRegularThoughTheirDaysAreNot() throws IOException {
        StringBuilder csv = new StringBuilder("day,tv,revenue\n");
        for (int m = 0; m < 24; m++) {
            LocalDate end = START.plusMonths(m + 1L).minusDays(1);
            csv.append(end + "," + m % 5 + "," + (100 + m % 7) + "\n");
        }
        MixData data = read(csv.toString(), """
                mix:
                  outcome: revenue
                  calendar: monthly
                  channels: {tv: {spend: tv, carry-over: none, saturation: none}}
                graph: tv -> revenue
                """);
        assertThat(data.panel().periods())
                .isEqualTo(IntStream.range(0, 24).mapToObj(START::plusMonths).toList());
    }

    @Test
    void unitsStandOneAfterTheOther() throws IOException {
        StringBuilder csv = new StringBuilder("day,geo,tv,revenue\n");
        for (int t = 0; t < 20; t++) {
            for (String geo : List.of("west", "east")) {
                int sign = geo.equals("east") ? 1 : 2;
                csv.append(START.plusWeeks(t) + "," + geo + "," + sign * (t % 6) + "," + sign * (50 + t % 7) + "\n");
            }
        }
        MixData data = read(csv.toString(), """
                unit: geo
                mix:
                  outcome: revenue
                  pooling: separate
                  channels: {tv: tv}
                  baseline: {trend: linear}
                graph: tv, trend -> revenue
                """);
        Panel panel = data.panel();
        assertThat(panel.units()).containsExactly("east", "west");
        assertThat(panel.series("tv", 0)).startsWith(0, 1, 2, 3, 4, 5, 0);
        assertThat(panel.series("tv", 1)).startsWith(0, 2, 4, 6, 8, 10, 0);
        assertThat(panel.series("trend:1", 1)).isEqualTo(panel.series("trend:1", 0));
        assertThat(data.zeros()).containsExactly(new MixData.Zeros("tv", 8, 40, 1));
    }

    @Test
    void aLongLayoutHasARowForEachChannel() throws IOException {
        StringBuilder csv = new StringBuilder("day,channel,spend,clicks,revenue\n");
        for (int t = 0; t < 30; t++) {
            csv.append(START.plusWeeks(t) + ",Facebook Ads," + 10 * t + "," + t % 7 + "," + (500 + t % 11) + "\n");
            if (t % 3 != 0) {
                csv.append(START.plusWeeks(t) + ",tiktok," + t + "," + t % 5 + ",\n");
            }
            csv.append(START.plusWeeks(t) + ",bing,1,1,\n");
        }
        MixData data = read(csv.toString(), """
                mix:
                  outcome: revenue
                  layout: {long: {channel: channel, amount: spend, exposure: clicks}}
                  channels: {facebook: Facebook Ads, tiktok: {level: tiktok, saturation: none}}
                  missing: {tiktok: zero}
                graph: facebook, tiktok -> revenue
                """);
        Panel panel = data.panel();
        assertThat(panel.names())
                .containsExactly("revenue", "facebook spend", "facebook clicks", "tiktok spend", "tiktok clicks");
        assertThat(panel.column("facebook spend")).startsWith(0, 10, 20);
        assertThat(panel.column("tiktok spend")).startsWith(0, 1, 2, 0, 4, 5, 0);
        assertThat(panel.column("tiktok clicks")).startsWith(0, 1, 2, 0, 4, 0, 0);
        assertThat(panel.column("revenue")).startsWith(500, 501);
        assertThat(data.ledger())
                .containsExactly(
                        "The data have rows of bing in \"channel\"; the study does not use them.",
                        "\"tiktok spend\": 10 missing values taken as zero.",
                        "\"tiktok clicks\": 10 missing values taken as zero.");
    }

    @Test
    void missingValuesAreTakenAsTheStudySays() throws IOException {
        List<String> lines = weeks(30);
        lines.set(4, START.plusWeeks(4) + ",,1028,5");
        lines.set(10, START.plusWeeks(10) + ",1000,1070,");
        lines.set(11, START.plusWeeks(11) + ",1100,1077,");
        String forward = plain("missing: {spends: zero, price: carry-forward}", "");
        MixData data = read(csv(lines), forward);
        assertThat(data.panel().column("tv")[4]).isZero();
        assertThat(data.panel().column("price")).contains(1, org.assertj.core.data.Index.atIndex(10));
        assertThat(data.panel().column("price")).contains(1, org.assertj.core.data.Index.atIndex(11));
        assertThat(data.ledger())
                .containsExactly(
                        "\"tv\": 1 missing value taken as zero.",
                        "\"price\": 2 missing values taken from the period before.");
        Panel between = read(csv(lines), forward.replace("carry-forward", "interpolate"))
                .panel();
        // From 1 in week 9 to 0 in week 12.
        assertThat(between.column("price")[10]).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(between.column("price")[11]).isCloseTo(1 / 3.0, within(1e-15));
    }

    @Test
    void theOutcomeMayBeginAfterTheMedia() throws IOException {
        List<String> lines = weeks(30);
        lines.set(0, START + ",50,,3");
        MixData data = read(csv(lines), plain("window: {from: 2024-01-08}", ""));
        assertThat(data.panel().column("revenue")[0]).isNaN();
        assertThat(data.panel().column("tv")[0]).isEqualTo(50);
    }

    @Test
    void logarithmsAreOfTheColumnAsItStands() throws IOException {
        MixData data = read(csv(weeks(30)), plain("", "").replace("saturation: none", "saturation: log1p"));
        CarryOver shape =
                (CarryOver) data.mix().input("tv").orElseThrow().carryOver().orElseThrow();
        double largest = 2900;
        double scale = shape.saturation().parameters().getFirst().start();
        assertThat(shape.saturation().value(700 / largest, new double[] {scale}))
                .as("of a series divided by its largest value")
                .isCloseTo(Math.log1p(700), within(1e-12));
    }
}
