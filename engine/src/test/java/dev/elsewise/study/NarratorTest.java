package dev.elsewise.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.effect.Interval;
import dev.elsewise.effect.Segments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarratorTest {
    private static final Study STUDY = Study.parse("""
            version: 1
            data: shop.csv
            question: {treatment: mailed, outcome: bought}
            covariates: [age]
            estimators: [aipw]
            segments: {age: {cuts: [40], labels: [young, old]}}
            """, Path.of("/studies"));

    private static Segments.Row segment(String name, double value) {
        Interval any = new Interval(0.95, "normal", value - 2, value + 2);
        return new Segments.Row("age", name, 100, 50, 50, 0, 0, 0, value, 1, any, any, 0.5, 0.5, 0.1, 0.2, 0.5, 0.5);
    }

    /**
     * From 2 to 3, each with a standard error of 1. Independent, the change has √2: 1 ± 2.772. With a correlation of 0.9, as
     * users give who are in both, it has √0.2: 1 ± 0.877. With −0.5 it has √3: 1 ± 3.395.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0    | Not that these data can tell: it goes from 2.000 (young) to 3.000 (old), a change of 1.000 [-1.772, 3.772].",
                "0.9  | It grows from 2.000 (young) to 3.000 (old), a change of 1.000 [0.1235, 1.877].",
                "-0.5 | Not that these data can tell: it goes from 2.000 (young) to 3.000 (old), a change of 1.000 [-2.395, 4.395]."
            })
    void aTrendKnowsWhatItsSegmentsShare(double correlation, String answer) {
        List<Segments.Row> rows = List.of(segment("old", 3), segment("young", 2));
        Segments segments =
                new Segments(rows, List.of(), 2.2, List.of(List.of(1.0, correlation), List.of(correlation, 1.0)));
        Result.EstimateRow estimate = new Result.EstimateRow(
                "aipw",
                "aipw",
                "AIPW",
                "everyone",
                2.5,
                0.7,
                new Interval(0.95, "normal", 1.1, 3.9),
                200,
                List.of(),
                List.of());
        Result.Words words = Narrator.words(
                STUDY,
                List.of(estimate),
                rows.stream().map(s -> Result.SegmentRow.of("aipw", s)).toList(),
                Map.of("aipw", segments),
                List.of());
        assertThat(words.questions()).contains(new Result.Answer("Does the effect grow or shrink with age?", answer));
    }
}
