package dev.elsewise.error;

/** The run was interrupted; nothing was written. */
public final class Cancelled extends ElsewiseException {
    private static final long serialVersionUID = 1L;

    public Cancelled(String message) {
        super(message);
    }

    public Cancelled(String message, Throwable cause) {
        super(message, cause);
    }
}
