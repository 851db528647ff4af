package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.question.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The series that mechanisms see: as they were measured, but of nodes that act only as they are predicted the prediction. */
final class Seen {
    private final Panel panel;
    private final Series measured;
    private final Set<String> predicted;

    Seen(StructuralModel model, Panel panel) {
        this.panel = panel;
        measured = Series.of(panel);
        predicted = model.predicted();
    }

    /** The series before anything was predicted. */
    Series start() {
        return predicted.isEmpty() ? measured : measured.over();
    }

    /** Puts a mechanism's prediction of its node where that is all that others see of it. */
    void predict(Fitted mechanism, Series in) {
        if (predicted.contains(mechanism.node())) {
            double[] said = new double[in.rows()];
            mechanism.predictor(in, said);
            in.put(mechanism.node(), said);
        }
    }

    /** By rows, what was measured of the nodes that are predicted. */
    Map<String, double[]> measured() {
        Map<String, double[]> all = new HashMap<>();
        predicted.forEach(node -> all.put(node, panel.column(node)));
        return all;
    }

    /** The series of a draw, before anything is predicted in it: the luck of a predicted node is its own and moves no other. */
    Series drawn(Worlds point, Map<String, double[]> luck) {
        if (predicted.isEmpty()) {
            return point.series(World.OBSERVED, luck);
        }
        Map<String, double[]> others = new HashMap<>(luck);
        others.keySet().removeAll(predicted);
        Series drawn = point.series(World.OBSERVED, others);
        for (String node : predicted) {
            double[] values = drawn.of(node).clone();
            Kernels.axpy(1, luck.getOrDefault(node, new double[panel.rows()]), values, values.length);
            drawn.put(node, values);
        }
        return drawn;
    }
}
