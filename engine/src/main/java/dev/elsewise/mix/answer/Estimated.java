package dev.elsewise.mix.answer;

/**
 * A number with its uncertainty from draws.
 *
 * @param value NaN when it is withheld
 * @param standardError the standard deviation of the draws; 0 when nothing was estimated
 * @param lower the interval's lower end, at the level of the study
 * @param note what must be read beside it: "assumed 0 (no arrow)", why it is withheld, "given the penalty"; else empty
 */
public record Estimated(double value, double standardError, double lower, double upper, String note) {
    /** A number that nobody estimated. */
    public static Estimated known(double value, String note) {
        return new Estimated(value, 0, value, value, note);
    }

    /** No number, and why. */
    public static Estimated withheld(String because) {
        return new Estimated(Double.NaN, Double.NaN, Double.NaN, Double.NaN, because);
    }

    public boolean given() {
        return !Double.isNaN(value);
    }

    public Estimated withNote(String value) {
        return new Estimated(this.value, standardError, lower, upper, value);
    }
}
