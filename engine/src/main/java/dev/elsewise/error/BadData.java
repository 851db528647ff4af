package dev.elsewise.error;

/** The data break a promise that the estimate rests on: a missing outcome, a treatment with three values. */
public final class BadData extends ElsewiseException {
    private static final long serialVersionUID = 1L;

    public BadData(String message) {
        super(message);
    }

    public BadData(String message, Throwable cause) {
        super(message, cause);
    }
}
