package dev.elsewise.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private static final double[] NONE = {};

    @ParameterizedTest
    @CsvSource({
        "0.0111234, 0.01112",
        "0.5, 0.5",
        "9.99996, 10",
        "-0.0088, −0.0088",
        "0, 0",
        "-0.0, 0",
        "737762.4, 737_762",
        "-1234.5, −1_234",
        "0.00001, 0.00001",
        "0.0000012345, 1.23e−6",
        "123456789012, 1.23e11",
        "-9.999e300, −1.00e301",
        "NaN, not available",
        "Infinity, ∞",
        "-Infinity, −∞"
    })
    void aLoneNumberHasAtMostFourSignificantDigits(double value, String printed) {
        assertThat(Numbers.effect(value)).isEqualTo(thin(printed));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, 1_000", "737762, 737_762", "-5000000, −5_000_000"})
    void countsHaveThinSpacesBetweenThousands(long value, String printed) {
        assertThat(Numbers.count(value)).isEqualTo(thin(printed));
    }

    @ParameterizedTest
    @CsvSource({"0, <_0.001", "0.00099, <_0.001", "0.001, 0.001", "0.0499, 0.050", "1, 1.000", "NaN, not available"})
    void aPValueIsNeverABareZero(double value, String printed) {
        assertThat(Numbers.pValue(value)).isEqualTo(thin(printed));
    }

    @Test
    void whatRoundsToZeroHasNoSign() {
        assertThat(Numbers.fixed(-0.00001, 4)).isEqualTo("0.0000");
        assertThat(Numbers.probability(-1e-9)).isEqualTo("0.0000");
    }

    @Test
    void levelsAndSharesArePercentages() {
        assertThat(Numbers.level(0.95)).isEqualTo(thin("95_%"));
        assertThat(Numbers.level(0.995)).isEqualTo(thin("99.5_%"));
        assertThat(Numbers.percent(0.0801, 1)).isEqualTo(thin("8.0_%"));
    }

    @Test
    void aColumnHasTheDecimalsThatItsErrorsAllow() {
        // The largest shows three digits and the median error two.
        Numbers.Column column =
                Numbers.column(new double[] {0.0501, 0.0341, -0.001}, new double[] {.0122, .0088, .005});
        assertThat(column.of(0.0501234)).isEqualTo("0.0501");
        assertThat(column.of(-0.001)).isEqualTo("−0.0010");
        assertThat(column.interval(-0.01, Double.POSITIVE_INFINITY)).isEqualTo("[−0.0100, ∞]");
        assertThat(column.interval(Double.NaN, 1)).isEqualTo(Numbers.ABSENT);
    }

    @Test
    void dollarsHaveNoDecimals() {
        assertThat(Numbers.column(new double[] {8_123.4}, new double[] {1_151.2})
                        .of(8_123.4))
                .isEqualTo(thin("8_123"));
    }

    @Test
    void aPreciseLargeNumberKeepsTheDigitsOfItsError() {
        assertThat(Numbers.column(new double[] {8_123.456}, new double[] {0.03}).of(8_123.456))
                .isEqualTo(thin("8_123.456"));
    }

    @Test
    void withoutErrorsTheLargestShowsFourDigits() {
        assertThat(Numbers.column(new double[] {0.2627, 0.0134}, NONE).of(0.0134))
                .isEqualTo("0.0134");
    }

    @Test
    void extremesAreScientificAndEmptinessIsHarmless() {
        assertThat(Numbers.column(new double[] {3e12, 1}, NONE).of(3e12)).isEqualTo("3.00e12");
        assertThat(Numbers.column(new double[] {3e-12}, NONE).of(3e-12)).isEqualTo("3.00e−12");
        assertThat(Numbers.column(NONE, NONE).of(0)).isEqualTo("0");
        assertThat(Numbers.column(new double[] {Double.NaN, Double.POSITIVE_INFINITY}, NONE)
                        .of(Double.NaN))
                .isEqualTo(Numbers.ABSENT);
    }

    @Test
    void theLocaleOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Numbers.effect(0.25)).isEqualTo("0.25");
            assertThat(Numbers.count(1_000_000)).isEqualTo(thin("1_000_000"));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String thin(String underscored) {
        return underscored.replace('_', '\u202F');
    }

    @Test
    void inPicturesThreeDigitsAndAUnitAreEnough() {
        assertThat(Numbers.brief(1_390_361)).isEqualTo("1.39M");
        assertThat(Numbers.brief(999_600)).isEqualTo("1M");
        assertThat(Numbers.brief(-61_250)).isEqualTo("−61.2k");
        assertThat(Numbers.brief(2.5e9)).isEqualTo("2.5bn");
        assertThat(Numbers.brief(9_876)).isEqualTo("9\u202F880");
        assertThat(Numbers.brief(0.12345)).isEqualTo("0.123");
        assertThat(Numbers.brief(0)).isEqualTo("0");
        assertThat(Numbers.brief(Double.NaN)).isEqualTo(Numbers.ABSENT);
    }

    @Test
    void noMoreDigitsThanTheErrorAllows() {
        assertThat(Numbers.within(1_390_361, 250_265)).isEqualTo("1\u202F390\u202F000");
        assertThat(Numbers.within(2.8579, 0.5144)).isEqualTo("2.86");
        assertThat(Numbers.within(0.02, 0.05)).isEqualTo("0.020");
        assertThat(Numbers.within(-0.001, 0.5)).isEqualTo("0.00");
        assertThat(Numbers.within(42.125, 0)).isEqualTo("42.1");
        assertThat(Numbers.within(Double.NaN, 1)).isEqualTo(Numbers.ABSENT);
    }
}
