package dev.elsewise.check.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where each check draws its lines, and what it refuses. */
class VerdictsTest {
    @Test
    void pValuesWarnFromFivePerCentAndFailFromOneInAThousand() {
        verdicts(p -> new LjungBox(9, p, 5, 0, 100).diagnostic(), 0.051, 0.05, 0.049, 0.001, 0.0009);
        verdicts(p -> new BreuschPagan(9, p, 3, 100).diagnostic(), 0.051, 0.05, 0.049, 0.001, 0.0009);
    }

    private static void verdicts(java.util.function.DoubleFunction<Diagnostic> of, double... passPassWarnWarnFail) {
        Verdict[] expected = {Verdict.PASS, Verdict.PASS, Verdict.WARN, Verdict.WARN, Verdict.FAIL};
        for (int i = 0; i < expected.length; i++) {
            Diagnostic found = of.apply(passPassWarnWarnFail[i]);
            assertThat(found.verdict()).as("%s", passPassWarnWarnFail[i]).isEqualTo(expected[i]);
            assertThat(found.advice()).isNotBlank();
        }
    }

    @Test
    void normalityFailsBySizeAndNotByLengthAlone() {
        assertThat(new ShapiroWilk(0.99, 0.3, 104).diagnostic().verdict()).isEqualTo(Verdict.PASS);
        assertThat(new ShapiroWilk(0.98, 1e-9, 5000).diagnostic().verdict()).isEqualTo(Verdict.WARN);
        assertThat(new ShapiroWilk(0.85, 1e-9, 104).diagnostic().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(new JarqueBera(1, 0.6, 0.1, 3.1, 104).diagnostic().verdict()).isEqualTo(Verdict.PASS);
        Diagnostic tails = new JarqueBera(90, 1e-20, 0.1, 7, 104).diagnostic();
        assertThat(tails.verdict()).isEqualTo(Verdict.WARN);
        assertThat(tails.advice()).contains("heavy in the tails");
        Diagnostic skewed = new JarqueBera(90, 1e-20, -2.1, 5, 104).diagnostic();
        assertThat(skewed.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(skewed.advice()).contains("skewed to the left");
    }

    @Test
    void durbinWatsonIsIdealAtTwo() {
        verdicts(d -> new DurbinWatson(d, Double.NaN, 104).diagnostic(), 2, 1.5, 1.49, 1, 0.99);
        verdicts(d -> new DurbinWatson(d, Double.NaN, 104).diagnostic(), 2.1, 2.5, 2.51, 3, 3.01);
        assertThat(new DurbinWatson(0.9, Double.NaN, 104).diagnostic().threshold())
                .isEqualTo(1);
        assertThat(new DurbinWatson(3.2, Double.NaN, 104).diagnostic().threshold())
                .isEqualTo(3);
        assertThat(new DurbinWatson(3.2, Double.NaN, 104).diagnostic().advice()).contains("alternate");
    }

    @Test
    void theFirstAutocorrelationIsJudgedByItsBand() {
        // The band of 100 rows is ±0.196.
        verdicts(r -> new Autocorrelation(List.of(r, 0.0), 0.95, 100).diagnostic(), 0, 0.19, 0.2, 0.49, 0.5);
        verdicts(r -> new Autocorrelation(List.of(r, 0.0), 0.95, 100).diagnostic(), 0, -0.19, -0.2, -0.49, -0.5);
        assertThat(new Autocorrelation(List.of(0.1, -0.3, 0.2), 0.95, 100).outside())
                .containsExactly(2, 3);
    }

    @Test
    void collinearityIsJudgedBySize() {
        verdicts(
                f -> new VarianceInflation(
                                List.of(new VarianceInflation.Factor("a", 1), new VarianceInflation.Factor("b", f)))
                        .diagnostic(),
                1,
                4.9,
                5,
                9.9,
                10);
        verdicts(c -> new ConditionNumber(c, List.of(1.0, c), List.of("a", "b")).diagnostic(), 2, 29, 30, 99, 100);
        verdicts(
                r -> new Correlations(List.of("a", "b"), List.of(new Correlations.Pair("a", "b", r))).diagnostic(),
                -0.2,
                0.79,
                -0.8,
                0.94,
                -0.95);
    }

    @Test
    void columnsThatDependOnEachOtherAreFound() {
        double[] a = IntStream.range(0, 40).mapToDouble(t -> (t * 17) % 13).toArray();
        double[] b = IntStream.range(0, 40).mapToDouble(t -> (t * 7) % 11).toArray();
        double[] sum = IntStream.range(0, 40).mapToDouble(t -> a[t] + 2 * b[t]).toArray();
        double[] apart = IntStream.range(0, 40).mapToDouble(t -> (t * t) % 7).toArray();
        List<String> names = List.of("a", "b", "sum", "apart");
        double[][] columns = {a, b, sum, apart};
        VarianceInflation inflation = VarianceInflation.of(names, columns);
        assertThat(inflation.factors().stream()
                        .filter(f -> f.factor() == Double.POSITIVE_INFINITY)
                        .map(VarianceInflation.Factor::column))
                .containsExactly("a", "b", "sum");
        assertThat(inflation.diagnostic().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(inflation.diagnostic().advice()).contains("is determined by the other columns");
        ConditionNumber condition = ConditionNumber.of(names, columns);
        assertThat(condition.value()).isGreaterThan(1e12);
        assertThat(condition.involved()).containsExactly("a", "b", "sum");
        assertThat(condition.diagnostic().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aColumnThatNeverVariesHasNoCorrelation() {
        double[] steady = {0.1, 0.1, 0.1, 0.1};
        double[] moving = {1, 2, 4, 3};
        Correlations found =
                Correlations.of(List.of("steady", "moving", "twice"), new double[][] {steady, moving, {2, 4, 8, 6}});
        assertThat(found.between("moving", "steady")).isNaN();
        assertThat(found.between("twice", "moving")).isEqualTo(1);
        assertThat(found.between("twice", "twice")).isEqualTo(1);
        assertThat(found.pairs().getFirst().other()).isEqualTo("twice");
    }

    /** A series of +1 and −1 in turn: its correlation with itself a step before is −(n − 1)/n. */
    @Test
    void alternatingResidualsAreSeen() {
        double[] e =
                IntStream.range(0, 60).mapToDouble(t -> t % 2 == 0 ? 1 : -1).toArray();
        assertThat(DurbinWatson.of(e).statistic()).isEqualTo(4.0 * 59 / 60);
        assertThat(Autocorrelation.of(e).first()).isEqualTo(-59.0 / 60);
        assertThat(LjungBox.of(e).diagnostic().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void residualsOfOneSizeHaveConstantVariance() {
        double[] e =
                IntStream.range(0, 60).mapToDouble(t -> t % 2 == 0 ? 1 : -1).toArray();
        double[] x = IntStream.range(0, 60).mapToDouble(t -> t).toArray();
        assertThat(BreuschPagan.of(e, x).pValue()).isEqualTo(1);
        assertThat(BreuschPagan.of(e, x, x).degrees()).isEqualTo(1);
    }

    @Test
    void whatCannotBeJudgedIsRefused() {
        double[] x = {1, 2, 4, 3, 5};
        bad(BadData.class, () -> ShapiroWilk.of(new double[] {1, 2}), "at least 3 values; there are 2");
        bad(BadData.class, () -> ShapiroWilk.of(new double[] {2, 2, 2}), "all 3 are 2.0");
        bad(
                BadData.class,
                () -> ShapiroWilk.of(
                        IntStream.range(0, 5001).mapToDouble(t -> t).toArray()),
                "5001");
        bad(BadData.class, () -> JarqueBera.of(new double[] {1, Double.NaN, 2}), "row 2 of 3 is NaN");
        bad(BadData.class, () -> LjungBox.of(new double[] {0, 0, 0}), "all 3 are 0.0");
        bad(BadStudy.class, () -> LjungBox.of(x, 5, 0), "0 to 4 lags, not 5");
        bad(BadStudy.class, () -> LjungBox.of(x, 2, 2), "2 and 2");
        bad(BadStudy.class, () -> Autocorrelation.of(x, 2, 95), "Maybe it was given in per cent");
        bad(BadData.class, () -> BreuschPagan.of(x, new double[] {1, 1, 1, 1, 1}), "0 such columns");
        bad(BadStudy.class, () -> BreuschPagan.of(x, new double[] {1, 2}), "column 1 has 2");
        bad(BadStudy.class, () -> VarianceInflation.of(List.of("a"), new double[][] {x, x}), "2 columns and 1 names");
        bad(BadData.class, () -> VarianceInflation.of(List.of("tv"), new double[][] {{3, 3, 3}}), "\"tv\"");
        bad(
                BadData.class,
                () -> VarianceInflation.of(List.of("a", "b"), new double[][] {{1, 2, 4}, {1, 3, 2}}),
                "4 rows");
        bad(BadData.class, () -> ConditionNumber.of(List.of("tv"), new double[][] {{0, 0, 0}}), "\"tv\" are 0");
        bad(BadStudy.class, () -> DurbinWatson.of(x, new double[][] {{1, 1}}), "column 1 has 2");
    }

    private static void bad(Class<? extends RuntimeException> kind, ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOf(kind).hasMessageContaining(words).hasMessageMatching("(?s).*\nMaybe .*");
    }
}
