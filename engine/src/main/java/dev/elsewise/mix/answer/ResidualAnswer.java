package dev.elsewise.mix.answer;

import dev.elsewise.check.Diagnostic;
import java.time.LocalDate;
import java.util.List;

/**
 * What an equation left over, one unit's or all units' together.
 *
 * @param autocorrelation at lags 1, 2, …
 * @param band beyond which an autocorrelation is unlikely to be chance
 */
public record ResidualAnswer(
        String node,
        List<LocalDate> periods,
        double[] fitted,
        double[] residuals,
        double[] autocorrelation,
        double band,
        List<Diagnostic> tests) {}
