package dev.elsewise.check;

/** What a check found, from good to bad. */
public enum Verdict {
    PASS,
    WARN,
    FAIL;

    /** The worse of two. */
    public Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
