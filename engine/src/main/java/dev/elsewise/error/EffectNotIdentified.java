package dev.elsewise.error;

/** The assumptions in the graph do not identify the effect that was asked for. */
public final class EffectNotIdentified extends ElsewiseException {
    private static final long serialVersionUID = 1L;

    public EffectNotIdentified(String message) {
        super(message);
    }

    public EffectNotIdentified(String message, Throwable cause) {
        super(message, cause);
    }
}
