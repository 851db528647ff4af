package dev.elsewise.study.mix;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** What was found in the data, in messages. */
final class Found {
    private Found() {}

    /** A value as it stands in the data, at most ten digits. */
    static String number(double x) {
        return Double.isFinite(x)
                ? new BigDecimal(x)
                        .round(new MathContext(10))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(x);
    }

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** "1 week", "3 weeks". */
    static String count(long n, String what) {
        return count(n) + " " + what + (n == 1 ? "" : "s");
    }
}
