package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadData;
import dev.elsewise.scm.Panel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data of other media-mix projects, which are not in this repository; the figures are those of their descriptions, or counted in Python. */
@Tag("extra-data")
class PublishedMixDataTest {
    private static final Path FOLDER = Path.of(System.getProperty("elsewise.data", ""), "mix");

    private static MixData read(String study) {
        try (Workspace workspace = Workspace.open()) {
            return MixData.of(MixStudy.parse("version: 1\n" + study, FOLDER), workspace);
        }
    }

    private static double sum(Panel panel, String column) {
        return Arrays.stream(panel.column(column)).sum();
    }

    @Test
    void twentyRegionsOfTheFullFunnel() {
        MixData data = read("""
                data: meridian/geo_full_funnel_data.csv
                time: time
                unit: geo
                mix:
                  outcome: {column: conversions, value: revenue_per_conversion}
                  channels:
                    awareness: {spend: AwarenessVideo_spend, exposure: AwarenessVideo_impression}
                    display: {spend: PerformanceDisplay_spend, exposure: PerformanceDisplay_impression}
                    native: {spend: PerformanceNative_spend, exposure: PerformanceNative_impression}
                  controls: {branded: BrandedGQV_control, generic: GenericGQV_control}
                  mediators: [branded]
                  baseline: {trend: piecewise, change-points: 4, fourier: 2}
                graph: |
                  awareness, generic, season, trend -> branded, conversions
                  branded, display, native -> conversions
                """);
        Panel panel = data.panel();
        assertThat(panel.units()).hasSize(20).contains("Geo0", "Geo19");
        assertThat(panel.periods()).hasSize(156);
        assertThat(panel.periods().getFirst()).isEqualTo(LocalDate.of(2021, 1, 25));
        assertThat(panel.periods().getLast()).isEqualTo(LocalDate.of(2024, 1, 15));
        assertThat(panel.names().stream().filter(n -> n.startsWith("trend:"))).hasSize(5);
        assertThat(panel.series("conversions", panel.units().indexOf("Geo0"))[1])
                .isEqualTo(9.180064e6);
    }

    @Test
    void fourYearsOfWeeksWithTheirHistory() {
        MixData data = read("""
                data: robyn/dt_simulated_weekly.csv
                time: DATE
                derive: {sale: "events = 'event1'", fair: "events = 'event2'"}
                mix:
                  outcome: revenue
                  window: {from: 2016-01-01, to: 2018-12-31}
                  channels: {tv: tv_S, ooh: ooh_S, print: print_S, facebook: {spend: facebook_S, exposure: facebook_I}, search: {spend: search_S, exposure: search_clicks_P}}
                  organic: {newsletter: newsletter}
                  controls: {competitor: competitor_sales_B}
                  events: {sale: sale}
                  baseline: {trend: linear, fourier: 2}
                graph: |
                  tv, ooh, print, facebook, search, newsletter, competitor, sale, trend, season -> revenue
                """);
        Panel panel = data.panel();
        assertThat(panel.history()).isEqualTo(6);
        assertThat(panel.window()).isEqualTo(157);
        assertThat(data.zeros())
                .containsExactly(
                        new MixData.Zeros("tv", 90, 157, 8),
                        new MixData.Zeros("ooh", 90, 157, 5),
                        new MixData.Zeros("print", 93, 157, 9),
                        new MixData.Zeros("facebook", 79, 157, 9),
                        new MixData.Zeros("search", 24, 157, 2),
                        new MixData.Zeros("newsletter", 0, 157, 0));
        assertThatThrownBy(() -> read("""
                data: robyn/dt_simulated_weekly.csv
                time: DATE
                mix: {outcome: revenue, channels: {tv: tv_S}, events: {sale: events}}
                graph: tv, sale -> revenue
                """))
                .isInstanceOf(BadData.class)
                .hasMessageContaining(" holds \"event1\", one of 208 cells with text");
    }

    @Test
    void theSumsOfRobynsWeeks() {
        Panel panel = read("""
                data: robyn/dt_simulated_weekly.csv
                time: DATE
                mix: {outcome: revenue, channels: {tv: tv_S, search: search_S}}
                graph: tv, search -> revenue
                """).panel();
        assertThat(panel.periods()).hasSize(208);
        assertThat(sum(panel, "revenue")).isCloseTo(379_005_697, within(1.0));
        assertThat(sum(panel, "tv_S")).isCloseTo(3_087_488, within(1.0));
        assertThat(sum(panel, "search_S")).isCloseTo(1_230_427, within(1.0));
    }

    @Test
    void weeksWithEvents() {
        MixData data = read("""
                data: pymc-marketing/mmm_example.csv
                time: date_week
                mix:
                  outcome: y
                  channels: {x1: x1, x2: x2}
                  events: {first: event_1, second: event_2}
                  baseline: {trend: piecewise, fourier: 2}
                graph: x1, x2, first, second, trend, season -> y
                """);
        assertThat(data.panel().periods()).hasSize(179);
        assertThat(sum(data.panel(), "x1")).isCloseTo(55.33, within(0.005));
        assertThat(sum(data.panel(), "x2")).isCloseTo(28.97, within(0.005));
        assertThat(sum(data.panel(), "event_1")).isEqualTo(1);
    }

    @Test
    void daysOfAFunnel() {
        String study = """
                data: pymc-marketing/funnel_data.csv
                time: date
                mix:
                  outcome: target_var
                  calendar: %s
                  channels: {x1: impressions_x1, x2: impressions_x2, x3: impressions_x3, x4: impressions_x4}
                  mediators: [x2, x3, x4]
                graph: |
                  x1 -> x2, x3
                  x2, x3 -> x4
                  x4 -> target_var
                """;
        Panel days = read(study.formatted("daily")).panel();
        assertThat(days.periods()).hasSize(1050);
        MixData weeks = read(study.formatted("{from: daily, to: weekly}"));
        // From Monday 3 January 2022; 1,050 days end on Friday 15 November 2024.
        assertThat(weeks.panel().periods()).hasSize(149);
        assertThat(weeks.panel().periods().getFirst()).isEqualTo(LocalDate.of(2022, 1, 3));
        assertThat(sum(weeks.panel(), "impressions_x1"))
                .isCloseTo(
                        Arrays.stream(days.column("impressions_x1"), 2, 2 + 149 * 7)
                                .sum(),
                        within(1e-9));
    }
}
