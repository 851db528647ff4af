package dev.elsewise.decide;

/**
 * In which unit a surface's amounts of money are said, where a reader counts otherwise than the surface: one that counts money over
 * half a year may be read by the week.
 *
 * @param unit how much of the surface's money is one of the reader's
 * @param lever said after an amount on one lever, such as "a week"; empty for nothing
 * @param total said after an amount on all levers
 */
public record Wording(double unit, String lever, String total) {
    /** As the surface counts. */
    public static final Wording PLAIN = new Wording(1, "", "");

    /** An amount without its unit, for a sentence that names it elsewhere. */
    String bare(double amount) {
        return Money.of(amount / unit);
    }

    String lever(double amount) {
        return followed(amount, lever);
    }

    String total(double amount) {
        return followed(amount, total);
    }

    private String followed(double amount, String by) {
        return by.isEmpty() ? bare(amount) : bare(amount) + " " + by;
    }
}
