package dev.elsewise.mix;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.ResponseCurve;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Sampled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What channels would bring at other levels. */
record ResponseCurves(FittedMix fit, Map<String, Sampled<ChannelEffects>> effects) {
    List<ResponseCurve> answers() {
        List<ResponseCurve> curves = new ArrayList<>();
        effects.forEach((name, of) -> {
            Input input = fit.mix().input(name).orElseThrow();
            boolean costs = fit.spend(input) > 0;
            double[] amounts = costs ? fit.costs(input) : fit.data().column(input.column());
            double current = fit.outcomeOfData(amounts) / fit.data().window();
            List<ResponseCurve.Point> points = new ArrayList<>();
            double[] factors = ChannelEffects.FACTORS;
            for (int i = 0; i < factors.length; i++) {
                int at = i;
                int next = Math.min(factors.length - 1, i + 1);
                int before = Math.max(0, i - 1);
                double width =
                        (factors[next] - factors[before]) * current * fit.data().window();
                Draws slope = of.of(e -> width > 0 ? (e.curve()[next] - e.curve()[before]) / width : 0);
                points.add(new ResponseCurve.Point(
                        factors[i],
                        factors[i] * current,
                        i == 0 ? Estimated.known(0, "") : fit.estimated(of.of(e -> e.curve()[at])),
                        fit.estimated(slope)));
            }
            curves.add(new ResponseCurve(
                    name, costs ? "money a period" : input.column() + " a period", current, most(amounts), points));
        });
        return curves;
    }

    private double most(double[] amounts) {
        int n = fit.data().periods().size();
        double[] sums = new double[n];
        for (int r = 0; r < amounts.length; r++) {
            sums[r % n] += amounts[r];
        }
        return Arrays.stream(sums, fit.data().history(), n).max().orElse(0);
    }
}
