package dev.elsewise.mix.answer;

import java.util.List;

/** What the answers do when something is changed that should not matter. */
public record StabilityAnswer(List<Row> rows, String words) {
    /**
     * @param change what was changed: "without the last 52 weeks", "retention of facebook +20 %", "four weeks fewer", "placebo channel"
     * @param subject whose answer this is
     * @param before the answer of the study
     * @param standardErrors (after − before) in standard errors of the study's answer; of a fit on half of the window in its own, because a
     *     half says far less than the whole
     */
    public record Row(String change, String subject, double before, double after, double standardErrors, String note) {}
}
