package dev.elsewise.scm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The other luck of each draw: residuals of all mechanisms and all units from the same other periods.
 *
 * @param rows the periods fitted; the luck of others stays
 */
record Resampling(
        Panel panel,
        int[] rows,
        Blocks blocks,
        Map<String, double[]> residuals,
        Map<String, double[]> errors,
        Set<String> differenced) {
    static Resampling of(
            Panel panel, int[] rows, Worlds worlds, Map<String, ? extends Fitted> mechanisms, Bootstrap bootstrap) {
        int window = rows.length;
        Map<String, double[]> residuals = new LinkedHashMap<>();
        Map<String, double[]> errors = new LinkedHashMap<>();
        mechanisms.forEach((node, mechanism) -> {
            residuals.put(node, worlds.residuals(mechanism));
            errors.put(node, centredAndStretched(worlds.residuals(node), panel, rows, mechanism.variance()));
        });
        Blocks blocks = Blocks.of(window, bootstrap.block().orElse(Blocks.length(window)), bootstrap.seed());
        Set<String> differenced = mechanisms.entrySet().stream()
                .filter(m -> m.getValue().differenced())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Resampling(panel, rows, blocks, residuals, errors, differenced);
    }

    /** Residuals are smaller than errors, because coefficients were fitted to them: they get the variance of the errors. */
    private static double[] centredAndStretched(double[] e, Panel panel, int[] rows, double variance) {
        int n = panel.periods().size();
        double squares = 0;
        for (int u = 0; u < panel.units().size(); u++) {
            double mean = 0;
            for (int t : rows) {
                mean += e[u * n + t] / rows.length;
            }
            for (int t : rows) {
                e[u * n + t] -= mean;
                squares += e[u * n + t] * e[u * n + t];
            }
        }
        double stretch = squares > 0 ? Math.sqrt(variance * panel.units().size() * rows.length / squares) : 1;
        for (int r = 0; r < e.length; r++) {
            e[r] *= stretch;
        }
        return e;
    }

    /** For each node, the luck of a draw less the luck as it was, by rows. */
    Map<String, double[]> luck(int draw) {
        int[] from = blocks.draw(draw);
        int n = panel.periods().size();
        Map<String, double[]> luck = new LinkedHashMap<>();
        errors.forEach((node, e) -> {
            double[] was = residuals.getOrDefault(node, e);
            double[] more = new double[e.length];
            for (int u = 0; u < panel.units().size(); u++) {
                for (int i = 0; i < rows.length; i++) {
                    more[u * n + rows[i]] = e[u * n + rows[from[i]]] - was[u * n + rows[i]];
                }
            }
            luck.put(node, differenced.contains(node) ? cumulated(more) : more);
        });
        return luck;
    }

    private double[] cumulated(double[] changes) {
        return Worlds.cumulated(changes, panel);
    }
}
