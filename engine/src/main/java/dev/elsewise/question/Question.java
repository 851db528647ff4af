package dev.elsewise.question;

/**
 * What is asked: the average over a target population of the contrast do(treatment = 1) against do(treatment = 0).
 *
 * @param treatment a column with two values
 * @param outcome a number or truth column
 */
public record Question(String treatment, String outcome, Target target) {
    /** The start of a question: {@code Question.effectOf("top3").on("clicked")}. */
    public static OfTreatment effectOf(String treatment) {
        return new OfTreatment(treatment);
    }

    public Question among(Target value) {
        return new Question(treatment, outcome, value);
    }

    /** A question that lacks its outcome. */
    public record OfTreatment(String treatment) {
        /** The question on everyone. */
        public Question on(String outcome) {
            return new Question(treatment, outcome, Target.EVERYONE);
        }
    }
}
