package dev.elsewise.scm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The other luck of each draw: residuals of all mechanisms and all units from the same other periods.
 *
 * @param rows the periods fitted; the luck of others stays
 * @param residuals by node, by rows
 * @param errors by node, by units, the block of errors that begins in each period
 */
record Resampling(
        Panel panel,
        int[] rows,
        Blocks blocks,
        Map<String, double[]> residuals,
        Map<String, double[][][]> errors,
        Set<String> differenced) {
    static Resampling of(
            Panel panel, int[] rows, Worlds worlds, Map<String, ? extends Fitted> mechanisms, Bootstrap bootstrap) {
        int window = rows.length;
        Map<String, double[]> residuals = new LinkedHashMap<>();
        Map<String, double[][][]> errors = new LinkedHashMap<>();
        Blocks blocks = Blocks.of(window, bootstrap.block().orElse(Blocks.length(window)), bootstrap.seed());
        mechanisms.forEach((node, mechanism) -> {
            residuals.put(node, worlds.residuals(mechanism));
            double[][] centred = centred(worlds.residuals(node), panel, rows);
            double[][][] each = mechanism instanceof FittedSum sum
                    ? new BlockResiduals(sum, worlds.observed(), rows, blocks.length()).of(centred)
                    : plain(centred, blocks.length());
            errors.put(node, stretched(each, mechanism.variance()));
        });
        Set<String> differenced = mechanisms.entrySet().stream()
                .filter(m -> m.getValue().differenced())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Resampling(panel, rows, blocks, residuals, errors, differenced);
    }

    /** Unit by unit, about their mean. */
    private static double[][] centred(double[] residuals, Panel panel, int[] rows) {
        int n = panel.periods().size();
        double[][] units = new double[panel.units().size()][rows.length];
        for (int u = 0; u < units.length; u++) {
            double mean = 0;
            for (int i = 0; i < rows.length; i++) {
                units[u][i] = residuals[u * n + rows[i]];
                mean += units[u][i] / rows.length;
            }
            for (int i = 0; i < rows.length; i++) {
                units[u][i] -= mean;
            }
        }
        return units;
    }

    /** Residuals of what has no hat matrix. */
    private static double[][][] plain(double[][] residuals, int length) {
        double[][][] blocks = new double[residuals.length][residuals[0].length][length];
        for (int u = 0; u < blocks.length; u++) {
            for (int s = 0; s < blocks[u].length; s++) {
                for (int i = 0; i < length; i++) {
                    blocks[u][s][i] = residuals[u][(s + i) % residuals[u].length];
                }
            }
        }
        return blocks;
    }

    /** With the variance of the errors: what a penalty and a choice among shapes took is put back, too. */
    private static double[][][] stretched(double[][][] blocks, double variance) {
        double squares = 0;
        int count = 0;
        for (double[][] unit : blocks) {
            for (double[] block : unit) {
                squares += Arrays.stream(block).map(e -> e * e).sum();
                count += block.length;
            }
        }
        double stretch = squares > 0 ? Math.sqrt(variance * count / squares) : 1;
        for (double[][] unit : blocks) {
            for (double[] block : unit) {
                for (int i = 0; i < block.length; i++) {
                    block[i] *= stretch;
                }
            }
        }
        return blocks;
    }

    /** For each node, the luck of a draw less the luck as it was, by rows. */
    Map<String, double[]> luck(int draw) {
        int[] starts = blocks.draw(draw);
        int n = panel.periods().size();
        Map<String, double[]> luck = new LinkedHashMap<>();
        errors.forEach((node, e) -> {
            double[] was = residuals.getOrDefault(node, new double[panel.rows()]);
            double[] more = new double[panel.rows()];
            for (int u = 0; u < e.length; u++) {
                for (int i = 0; i < rows.length; i++) {
                    double is = e[u][starts[i / blocks.length()]][i % blocks.length()];
                    more[u * n + rows[i]] = is - was[u * n + rows[i]];
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
