package dev.elsewise.app;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Cancelled;
import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.EffectNotIdentified;
import dev.elsewise.error.ElsewiseException;
import dev.elsewise.error.EstimationFailed;

/** How a command ended, for the program that called it. */
enum ExitCode {
    FINE(0),
    /** A check failed under {@code --strict}, or a result was not reproduced. */
    CHECK_FAILED(1),
    /** Bad usage or a bad study. */
    BAD_STUDY(2),
    BAD_DATA(3),
    NOT_IDENTIFIED(4),
    ESTIMATION_FAILED(5),
    CANNOT_WRITE(6),
    /** A bug of our own. */
    OUR_BUG(70),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(ElsewiseException e) {
        return switch (e) {
            case BadStudy ignored -> BAD_STUDY;
            case BadData ignored -> BAD_DATA;
            case EffectNotIdentified ignored -> NOT_IDENTIFIED;
            case EstimationFailed ignored -> ESTIMATION_FAILED;
            case CannotWrite ignored -> CANNOT_WRITE;
            case Cancelled ignored -> INTERRUPTED;
        };
    }
}
