package dev.elsewise.mix.answer;

import java.util.List;

/**
 * One fitted equation.
 *
 * @param node what it explains
 * @param family "penalised least squares", "elastic net", "random forest", …
 * @param rSquared 1 − Σe²/Σ(y − ȳ)² in the window it was fitted on, in units of y (in logarithms under a logarithmic link), ȳ each unit's
 *     own mean: the same whether units share coefficients or not
 * @param residualSd of what it leaves, in the same units, the root of the mean square over units
 * @param terms the coefficients; none for trees
 * @param shapes the parameters of carry-over and saturation
 * @param importance how much the model leans on each column: not an effect
 */
public record EquationAnswer(
        String node,
        String family,
        double rSquared,
        double residualSd,
        double penalty,
        List<Term> terms,
        List<Shape> shapes,
        List<Importance> importance,
        String words) {
    /**
     * @param standardised the coefficient times sd of its column over sd of the outcome
     * @param limit "at its limit 0", or empty
     */
    public record Term(String term, String input, Estimated coefficient, Estimated standardised, String limit) {}

    public record Shape(String input, String parameter, Estimated value, boolean fixed, String words) {}

    /** @param least over the folds of validation */
    public record Importance(String feature, double importance, double least, double most) {}
}
