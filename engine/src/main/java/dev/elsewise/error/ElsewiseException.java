package dev.elsewise.error;

/**
 * What a user can get wrong, or a machine can refuse, said in words. The message tells what must hold and what was
 * found (names and numbers); a line beginning "Maybe" follows where a remedy is likely.
 *
 * <p>Weak evidence is not an exception but a {@code Diagnostic}; an effect that is not identified is a value.
 */
public abstract sealed class ElsewiseException extends RuntimeException
        permits BadStudy, BadData, EstimationFailed, CannotWrite, EffectNotIdentified, Cancelled {
    private static final long serialVersionUID = 1L;

    ElsewiseException(String message) {
        super(message);
    }

    ElsewiseException(String message, Throwable cause) {
        super(message, cause);
    }
}
