package dev.elsewise.xgboost;

/** Numbers as words in descriptions and messages. */
final class Words {
    private Words() {}

    static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? Long.toString((long) x) : Double.toString(x);
    }

    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    static String megabytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MB";
    }
}
