package dev.elsewise.error;

/** The study, or a call of the library, asks for something that does not make sense: an unknown name, a wrong type. */
public final class BadStudy extends ElsewiseException {
    private static final long serialVersionUID = 1L;

    public BadStudy(String message) {
        super(message);
    }

    public BadStudy(String message, Throwable cause) {
        super(message, cause);
    }
}
