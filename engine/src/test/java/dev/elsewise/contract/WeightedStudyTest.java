package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Workspace;
import dev.elsewise.study.Result;
import dev.elsewise.study.Study;
import dev.elsewise.study.StudyRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study says of rows with frequency weights is what it says of the rows written out. */
class WeightedStudyTest {
    private static final int ROWS = 1_500;

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Sheet sheet = People.withGaps(ROWS);
        double[] weight = sheet.numbers("weight");
        int[] copies = IntStream.range(0, ROWS)
                .flatMap(r -> IntStream.generate(() -> r).limit((long) weight[r]))
                .toArray();
        sheet.csv(folder.resolve("weighted.csv"));
        sheet.at(copies).csv(folder.resolve("copies.csv"));
    }

    private static Result run(String data, String weights, String target) {
        Study study = Study.parse("""
                    version: 1
                    data: %s.csv
                    %s
                    question: {treatment: treated, outcome: bought, target: %s}
                    covariates: [age, income, place]
                    estimators: [difference-in-means, aipw: {folds: {column: fold}, clip: 0.2}]
                    segments: {place: levels, age: [25, 38, 60]}
                    support: {rows: 60, treated: 5, control: 5, age: {treated: 260}}
                    """.formatted(data, weights, target), folder);
        try (Workspace workspace = Workspace.open()) {
            return StudyRunner.run(study, workspace);
        }
    }

    private static Result weighted(String kind, String target) {
        return run("weighted", "weights: {column: weight, kind: " + kind + "}", target);
    }

    @Test
    void frequencyWeightsAreDuplicatesForEveryone() {
        assertSame(weighted("frequency", "everyone"), run("copies", "", "everyone"));
    }

    @Test
    void frequencyWeightsAreDuplicatesForTheTreated() {
        assertSame(weighted("frequency", "treated"), run("copies", "", "treated"));
    }

    private static void assertSame(Result weighted, Result copies) {
        assertThat(weighted.sample().rows()).isEqualTo(copies.sample().rows()).isGreaterThan(2 * ROWS);
        near(weighted.sample().treatedRate(), copies.sample().treatedRate());
        near(weighted.sample().outcomeMean(), copies.sample().outcomeMean());
        for (int i = 0; i < 2; i++) {
            Result.EstimateRow a = weighted.estimates().get(i);
            Result.EstimateRow b = copies.estimates().get(i);
            assertThat(a.rows()).isEqualTo(b.rows());
            near(a.value(), b.value());
            near(a.standardError(), b.standardError());
        }
        segments(weighted, copies);
        overlap(weighted.overlap().orElseThrow(), copies.overlap().orElseThrow());
        nuisances(weighted.nuisances(), copies.nuisances());
        calibration(weighted, copies);
        Set<String> checked = Set.of(
                "propensity range",
                "effective sample size",
                "strata with one treatment",
                "covariates computed from the outcome",
                "propensity calibration by place",
                "propensity calibration by age");
        assertThat(named(weighted, checked)).isEqualTo(named(copies, checked)).hasSize(checked.size());
    }

    private static List<String> named(Result result, Set<String> names) {
        return result.checks().stream()
                .filter(c -> names.contains(c.name()))
                .map(c -> c.verdict() + " " + c.name() + ": " + c.advice())
                .toList();
    }

    private static void segments(Result weighted, Result copies) {
        assertThat(weighted.tooSmall()).isEqualTo(copies.tooSmall()).isNotEmpty();
        assertThat(weighted.segments()).hasSameSizeAs(copies.segments()).hasSizeGreaterThan(4);
        for (int i = 0; i < copies.segments().size(); i++) {
            Result.SegmentRow a = weighted.segments().get(i);
            Result.SegmentRow b = copies.segments().get(i);
            assertThat(a.segment()).isEqualTo(b.segment());
            assertThat(List.of(a.rows(), a.treated(), a.control()))
                    .isEqualTo(List.of(b.rows(), b.treated(), b.control()));
            near(a.naive(), b.naive());
            near(a.value(), b.value());
            near(a.standardError(), b.standardError());
            near(a.jointInterval().upper(), b.jointInterval().upper());
            near(a.pDifferenceHolm(), b.pDifferenceHolm());
        }
    }

    private static void overlap(Result.Overlap a, Result.Overlap b) {
        assertThat(a.treated()).isEqualTo(b.treated());
        assertThat(a.control()).isEqualTo(b.control());
        assertThat(a.clippedRows()).isEqualTo(b.clippedRows()).isPositive();
        near(a.effectiveTreated(), b.effectiveTreated());
        near(a.effectiveControl(), b.effectiveControl());
    }

    private static void nuisances(List<Result.NuisanceRow> weighted, List<Result.NuisanceRow> copies) {
        assertThat(weighted).hasSize(5);
        for (int i = 0; i < 5; i++) {
            Result.NuisanceRow a = weighted.get(i);
            Result.NuisanceRow b = copies.get(i);
            assertThat(a.name()).isEqualTo(b.name());
            assertThat(a.count()).isEqualTo(b.count());
            double[] of = {a.mean(), a.sd(), a.min(), a.p01(), a.p05(), a.p10(), a.p50(), a.p90(), a.p95(), a.p99()};
            double[] as = {b.mean(), b.sd(), b.min(), b.p01(), b.p05(), b.p10(), b.p50(), b.p90(), b.p95(), b.p99()};
            assertThat(of).as(a.name()).containsExactly(as, within(1e-6));
            near(a.max(), b.max());
        }
    }

    /** Deciles are cut where the rows of the file say, not those that they stand for: they are left out here. */
    private static void calibration(Result weighted, Result copies) {
        for (String by : List.of("place", "age")) {
            List<Result.CalibrationRow> one = by(weighted, by);
            List<Result.CalibrationRow> other = by(copies, by);
            assertThat(one).hasSameSizeAs(other).isNotEmpty();
            for (int i = 0; i < one.size(); i++) {
                assertThat(one.get(i).rows()).isEqualTo(other.get(i).rows());
                near(one.get(i).expected(), other.get(i).expected());
                near(one.get(i).observed(), other.get(i).observed());
                assertThat(one.get(i).verdict()).isEqualTo(other.get(i).verdict());
            }
        }
    }

    private static List<Result.CalibrationRow> by(Result result, String by) {
        return result.calibration().stream().filter(c -> c.by().equals(by)).toList();
    }

    private static void near(double found, double expected) {
        assertThat(found).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
    }

    /** The sample's treated share is Σwt/Σw, whatever the kind of the weights. */
    @Test
    void samplingWeightsWeighTheSampleAndLeaveItsRows() {
        Sheet sheet = People.withGaps(ROWS);
        double w = 0;
        double wt = 0;
        double wy = 0;
        for (int r = 0; r < ROWS; r++) {
            w += sheet.numbers("weight")[r];
            wt += sheet.numbers("weight")[r] * sheet.numbers("treated")[r];
            wy += sheet.numbers("weight")[r] * sheet.numbers("bought")[r];
        }
        Result.Sample sample = weighted("sampling", "everyone").sample();
        assertThat(sample.rows()).isEqualTo(ROWS);
        assertThat(sample.treatedRate()).isCloseTo(wt / w, within(1e-12));
        assertThat(sample.outcomeMean()).isCloseTo(wy / w, within(1e-12));
    }
}
