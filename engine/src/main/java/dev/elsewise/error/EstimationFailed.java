package dev.elsewise.error;

/** The numbers could not be computed: separation, no convergence, too little memory for what was asked. */
public final class EstimationFailed extends ElsewiseException {
    private static final long serialVersionUID = 1L;

    public EstimationFailed(String message) {
        super(message);
    }

    public EstimationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
