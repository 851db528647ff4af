package dev.elsewise.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Numbers as a reader wants them: a point for the decimals whatever the locale, a thin space between thousands, a true
 * minus sign, and no more digits than mean something. What is not a number is {@value #ABSENT}.
 */
public final class Numbers {
    /** Stands for {@code NaN}. */
    public static final String ABSENT = "not available";

    private static final char THIN_SPACE = '\u202F';
    private static final char MINUS = '\u2212';
    private static final int MOST_DECIMALS = 8;
    private static final double MOST_PLAIN = 1e9;
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** A count, as in 737 762. */
    public static String count(long value) {
        return grouped(BigDecimal.valueOf(value).toPlainString());
    }

    /** A number that stands alone: at most four significant digits, but never less than its whole part. */
    public static String effect(double value) {
        if (!Double.isFinite(value)) return notFinite(value);
        double size = Math.abs(value);
        if (size == 0) return "0";
        if (size >= MOST_PLAIN || size < 1e-5) return scientific(value);
        if (size >= 1000) return fixed(value, 0);
        return grouped(BigDecimal.valueOf(value)
                .round(FOUR_DIGITS)
                .stripTrailingZeros()
                .toPlainString());
    }

    /** A number in a picture: three significant digits, and a word for thousands, millions and billions, as in 1.39M. */
    public static String brief(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size < 1e4 || size >= 1e15) {
            return Double.isFinite(value) ? effect(rounded(value, 3)) : notFinite(value);
        }
        double shown = Math.abs(rounded(value, 3));
        double unit = shown >= 1e9 ? 1e9 : shown >= 1e6 ? 1e6 : 1e3;
        return effect(rounded(value, 3) / unit) + (unit == 1e9 ? "bn" : unit == 1e6 ? "M" : "k");
    }

    private static double rounded(double value, int digits) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .doubleValue();
    }

    /** A number with no more digits than mean something: the second digit of its standard error is the last. */
    public static String within(double value, double standardError) {
        if (!Double.isFinite(value)) return notFinite(value);
        if (!Double.isFinite(standardError) || standardError <= 0) return exact(value);
        int decimals = 1 - (int) Math.floor(Math.log10(standardError));
        if (decimals > MOST_DECIMALS || Math.abs(value) >= MOST_PLAIN * 1e3) return scientific(value);
        BigDecimal shown = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return grouped(
                shown.setScale(Math.max(0, decimals), RoundingMode.UNNECESSARY).toPlainString());
    }

    private static String exact(double value) {
        return Math.abs(value) >= 1000 ? effect(value) : effect(rounded(value, 3));
    }

    /** A probability, share or score: four decimals. */
    public static String probability(double value) {
        return fixed(value, 4);
    }

    /** A p-value: three decimals, and never a bare zero. */
    public static String pValue(double value) {
        if (value < 0.001) return "<" + THIN_SPACE + "0.001";
        return fixed(value, 3);
    }

    /** A share as a percentage, as in 8.01 %. */
    public static String percent(double share, int decimals) {
        return Double.isFinite(share) ? fixed(100 * share, decimals) + THIN_SPACE + "%" : notFinite(share);
    }

    /** The level of an interval, as in 95 % or 99.5 %. */
    public static String level(double level) {
        if (!Double.isFinite(level)) return notFinite(level);
        BigDecimal percent = BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros();
        return percent.toPlainString() + THIN_SPACE + "%";
    }

    /** A number with a fixed count of decimals, rounded half to even. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) return notFinite(value);
        return grouped(BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString());
    }

    /** A number with three significant digits and a power of ten, as in 1.23e−9. */
    public static String scientific(double value) {
        if (!Double.isFinite(value)) return notFinite(value);
        if (value == 0) return "0";
        BigDecimal exact = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        int exponent = exact.precision() - exact.scale() - 1;
        String mantissa = exact.scaleByPowerOfTen(-exponent)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
        return signed(mantissa + "e" + exponent);
    }

    /**
     * The format in which numbers can stand under one another: enough decimals that the largest shows three significant
     * digits and the median standard error two; without standard errors, that the largest shows four.
     *
     * @param values the column's numbers, of which zeros and what is not finite do not count
     * @param standardErrors what says how many digits mean something; may be empty
     */
    public static Column column(double[] values, double[] standardErrors) {
        double[] sizes = sizes(values);
        double[] errors = sizes(standardErrors);
        if (sizes.length == 0 && errors.length == 0) return new Column(0, false);
        double largest = sizes.length == 0 ? 0 : sizes[sizes.length - 1];
        int decimals = errors.length == 0
                ? decimals(largest, 4)
                : Math.max(decimals(largest, 3), decimals(errors[errors.length / 2], 2));
        if (decimals > MOST_DECIMALS || largest >= MOST_PLAIN) return new Column(0, true);
        int whole = largest < 1 ? 1 : (int) Math.floor(Math.log10(largest)) + 1;
        return new Column(Math.clamp(decimals, 0, Math.max(0, 10 - whole)), false);
    }

    /** The common format of a column of numbers. */
    public record Column(int decimals, boolean scientific) {
        /** The number in this format. */
        public String of(double value) {
            return scientific ? Numbers.scientific(value) : fixed(value, decimals);
        }

        /** Both ends in brackets, as in [0.0062, 0.0161]. */
        public String interval(double lower, double upper) {
            if (Double.isNaN(lower) || Double.isNaN(upper)) return ABSENT;
            return "[" + of(lower) + ", " + of(upper) + "]";
        }
    }

    private static double[] sizes(double[] values) {
        return Arrays.stream(values)
                .map(Math::abs)
                .filter(size -> size > 0 && Double.isFinite(size))
                .sorted()
                .toArray();
    }

    private static int decimals(double size, int digits) {
        return size == 0 ? 0 : digits - 1 - (int) Math.floor(Math.log10(size));
    }

    private static String notFinite(double value) {
        if (Double.isNaN(value)) return ABSENT;
        return value > 0 ? "∞" : MINUS + "∞";
    }

    /** Separates the thousands of the whole part. */
    private static String grouped(String plain) {
        int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        int first = plain.startsWith("-") ? 1 : 0;
        StringBuilder out = new StringBuilder(plain);
        for (int at = point - 3; at > first; at -= 3) out.insert(at, THIN_SPACE);
        return signed(out.toString());
    }

    private static String signed(String plain) {
        // What rounds to zero has no sign.
        boolean zero = plain.chars().noneMatch(c -> c >= '1' && c <= '9');
        if (zero) return plain.replace("-", "");
        return plain.replace('-', MINUS);
    }
}
