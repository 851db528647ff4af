package dev.elsewise.learn;

/** Numbers as words in descriptions. */
final class Words {
    private Words() {}

    static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? Long.toString((long) x) : Double.toString(x);
    }
}
