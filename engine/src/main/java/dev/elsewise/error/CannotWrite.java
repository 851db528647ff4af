package dev.elsewise.error;

/** A result could not be written; what was there before is untouched. */
public final class CannotWrite extends ElsewiseException {
    private static final long serialVersionUID = 1L;

    public CannotWrite(String message) {
        super(message);
    }

    public CannotWrite(String message, Throwable cause) {
        super(message, cause);
    }
}
