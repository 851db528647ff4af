package dev.elsewise.study.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.Panel;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.model.ModelComparison.Found;
import dev.elsewise.study.model.ModelComparison.Moved;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final MixStudy STUDY = MixStudy.parse(String.format(Shops.ONE, "saturation: none"), Path.of(""));

    /** A shop whose every value is its week's number. */
    private static Panel panel(int first, int weeks) {
        Panel panel = Panel.of(
                IntStream.range(first, first + weeks).mapToObj(START::plusWeeks).toList());
        double[] values = IntStream.range(first, first + weeks).asDoubleStream().toArray();
        return panel.with("tv", values.clone())
                .with("revenue", values.clone())
                .with("trend:1", Arrays.stream(values).map(v -> v / weeks).toArray());
    }

    private static MixModel model(Panel panel, KeptAnswer... answers) {
        return new MixModel(STUDY, panel, Optional.empty(), List.of(answers), List.of(), Map.of());
    }

    private static KeptAnswer roi(double value, double lower, double upper) {
        return new KeptAnswer("tv", "roi", new Estimated(value, 0.5, lower, upper, ""));
    }

    private static Moved moved(KeptAnswer before, KeptAnswer after) {
        return ModelComparison.of(model(panel(0, 10), before), model(panel(0, 10), after))
                .rows()
                .getFirst();
    }

    @Test
    void numbersMoveInHalvesOfTheOldInterval() {
        KeptAnswer old = roi(2, 1, 3);
        assertThat(moved(old, roi(2, 1, 3)).found()).isEqualTo(Found.SAME);
        assertThat(moved(old, roi(2.5, 1.5, 3.5)).moved()).isCloseTo(0.5, within(1e-15));
        assertThat(moved(old, roi(2.5, 1.5, 3.5)).found()).isEqualTo(Found.WITHIN);
        assertThat(moved(old, roi(0.5, -0.5, 1.5)).moved()).isCloseTo(-1.5, within(1e-15));
        assertThat(moved(old, roi(0.5, -0.5, 1.5)).found()).isEqualTo(Found.BEYOND);
        assertThat(moved(old, roi(9, 8, 10)).found()).isEqualTo(Found.APART);
    }

    @Test
    void whatIsWithheldIsNotCompared() {
        KeptAnswer none = new KeptAnswer("tv", "roi", Estimated.withheld("it costs nothing"));
        assertThat(moved(none, none).found()).isEqualTo(Found.SAME);
        assertThat(moved(roi(2, 1, 3), none).found()).isEqualTo(Found.UNKNOWN);
        assertThat(moved(none, roi(2, 1, 3)).found()).isEqualTo(Found.UNKNOWN);
        assertThat(moved(roi(2, 1, 3), new KeptAnswer("radio", "roi", none.number()))
                        .found())
                .isEqualTo(Found.UNKNOWN);
    }

    /** 100 in ten weeks and 120 in twelve are ten a week. */
    @Test
    void effectsAreComparedByPeriod() {
        KeptAnswer ten = new KeptAnswer("tv", "incremental", new Estimated(100, 10, 80, 120, ""));
        KeptAnswer twelve = new KeptAnswer("tv", "incremental", new Estimated(120, 10, 100, 140, ""));
        ModelComparison comparison = ModelComparison.of(model(panel(0, 10), ten), model(panel(0, 12), twelve));
        Moved row = comparison.rows().getFirst();
        assertThat(row.what()).isEqualTo("incremental a week");
        assertThat(row.before().value()).isEqualTo(10);
        assertThat(row.after().value()).isEqualTo(10);
        assertThat(row.found()).isEqualTo(Found.SAME);
        assertThat(comparison.verdict()).contains("Nothing moved");
        assertThat(comparison.text()).contains("2 weeks added, from 2024-03-11 to 2024-03-18.");
    }

    @Test
    void theVerdictNamesWhatLeftItsInterval() {
        KeptAnswer[] before = {roi(2, 1, 3), new KeptAnswer("radio", "roi", new Estimated(1, 1, 0, 2, ""))};
        KeptAnswer[] after = {roi(2.2, 1, 3), new KeptAnswer("radio", "roi", new Estimated(4, 1, 3, 5, ""))};
        ModelComparison comparison = ModelComparison.of(model(panel(0, 10), before), model(panel(0, 10), after));
        assertThat(comparison.verdict())
                .startsWith("1 of 2 numbers left their old interval: roi of radio by +3.00 half-widths");
        assertThat(comparison.json()).contains("\"found\" : \"APART\"", "\"kind\" : \"mix-comparison\"");
        assertThat(comparison.tables().getOrDefault("comparison.csv", "").lines())
                .contains("radio,roi,1.0,0.0,2.0,4.0,3.0,5.0,3.0,apart: the intervals do not overlap");
    }

    @Test
    void changesOfDataAreFoundByColumnAndPeriod() {
        Panel before = panel(0, 10);
        Panel after = panel(2, 12);
        double[] tv = after.column("tv").clone();
        tv[0] = 99;
        tv[11] = 98;
        double[] revenue = after.column("revenue").clone();
        revenue[3] = Double.NaN;
        PanelChanges changes = PanelChanges.of(before, after.with("tv", tv).with("revenue", revenue));
        assertThat(changes.gone()).containsExactly(START, START.plusWeeks(1));
        assertThat(changes.added())
                .containsExactly(START.plusWeeks(10), START.plusWeeks(11), START.plusWeeks(12), START.plusWeeks(13));
        // Week 13 is new, so that its value is none that changed; the trend follows from the calendar.
        assertThat(changes.changed()).extracting(PanelChanges.Changed::column).containsExactly("tv", "revenue");
        assertThat(changes.changed().getFirst().cells())
                .containsExactly(new PanelChanges.Cell("all", START.plusWeeks(2), 2, 99));
        assertThat(changes.values()).isEqualTo(2);
        assertThat(changes.words("week"))
                .contains(
                        "4 weeks added, from 2024-03-11 to 2024-04-01.",
                        "2 weeks gone, from 2024-01-01 to 2024-01-08.",
                        "1 old value of tv changed: 2024-01-15 from 2.00000 to 99.0000.",
                        "1 old value of revenue changed: 2024-02-05 from 5.00000 to missing.");
    }

    @Test
    void unitsAreFoundByName() {
        List<LocalDate> days = List.of(START, START.plusWeeks(1));
        Panel before = Panel.of(List.of("north", "south"), days, 0).with("tv", new double[] {1, 2, 3, 4});
        Panel after = Panel.of(List.of("south", "west"), days, 0).with("tv", new double[] {3, 4.5, 7, 8});
        PanelChanges changes = PanelChanges.of(before, after);
        assertThat(changes.units()).containsExactly("west is new", "north is gone");
        assertThat(changes.changed().getFirst().cells())
                .containsExactly(new PanelChanges.Cell("south", START.plusWeeks(1), 4, 4.5));
    }
}
