package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How things would have gone in one world, node by node as nodes are asked for: what the mechanisms left unexplained stays as it was, some
 * nodes are set, and those after them follow. A node that comes out as it was counts as unchanged, so that nothing after it is worked out.
 */
final class OtherWorld {
    private final Panel panel;
    private final Behind behind;
    private final Map<String, List<Intervention>> done = new HashMap<>();
    private final Map<String, double[]> luck;
    private final Series[] before;
    private final Series[] after;
    private final Set<String> known = new HashSet<>();

    /**
     * @param luck for a node, how much more its unexplained part is in each row, on the scale of its terms
     */
    OtherWorld(Panel panel, Series[] observed, Behind behind, World world, Map<String, double[]> luck) {
        this.panel = panel;
        this.behind = behind;
        this.luck = luck;
        for (Intervention i : world.interventions()) {
            done.computeIfAbsent(i.node(), node -> new ArrayList<>()).add(i);
        }
        before = observed;
        after = new Series[observed.length];
        Arrays.setAll(after, u -> observed[u].over());
    }

    /** All units' series, with some nodes and what they follow from as they are in this world; others may be as they were observed. */
    Series[] of(Set<String> asked) {
        for (String node : behind.of(asked)) {
            if (known.add(node)) {
                for (int u = 0; u < after.length; u++) {
                    follow(node, u);
                }
            }
        }
        return after;
    }

    private void follow(String node, int unit) {
        Fitted mechanism = behind.mechanisms().get(node);
        List<Intervention> own = done.getOrDefault(node, List.of());
        double[] more = luck.get(node);
        boolean follows =
                mechanism != null && (more != null || mechanism.layout().touched(after[unit]));
        if (!follows && own.isEmpty()) {
            return;
        }
        int n = panel.periods().size();
        double[] was = before[unit].of(node);
        double[] is = was.clone();
        if (mechanism != null && follows) {
            mechanism.change(
                    before[unit], after[unit], unit, step(panel, mechanism, unit, was, is, own, more), new double[n]);
        } else {
            for (Intervention i : own) {
                int from = Math.max(panel.history(), i.during().from());
                i.act(is, was, from, Math.min(n, i.during().to()), unit * n);
            }
        }
        if (!Arrays.equals(is, was)) {
            after[unit].put(node, is);
        }
    }

    /** How a node moves with the sum of its terms, written into {@code is}: what is done to it comes last. */
    static Fitted.Step step(
            Panel panel,
            Fitted mechanism,
            int unit,
            double[] was,
            double[] is,
            List<Intervention> own,
            double @Nullable [] more) {
        int start = unit * panel.periods().size();
        return own.isEmpty() && more == null
                ? new Following(panel.history(), mechanism.link(), was, is)
                : new Done(panel.history(), mechanism.link(), was, is, own, more, start);
    }

    /** Of a node that only follows. */
    private record Following(int history, Link link, double[] was, double[] is) implements Fitted.Step {
        @Override
        public double at(int period, double moved) {
            if (period < history) {
                return 0;
            }
            is[period] = moved == 0 ? was[period] : link.moved(was[period], moved);
            return moved;
        }

        @Override
        public void all(double[] moved) {
            if (link == Link.LOG) {
                Fitted.Step.super.all(moved);
                return;
            }
            Arrays.fill(moved, 0, history, 0);
            Kernels.add(was, moved, is, history, is.length);
        }
    }

    /** Of a node to which something is done, or whose luck is another. */
    private record Done(
            int history,
            Link link,
            double[] was,
            double[] is,
            List<Intervention> own,
            double @Nullable [] more,
            int start)
            implements Fitted.Step {
        @Override
        public double at(int period, double moved) {
            if (period < history) {
                return 0;
            }
            double all = more == null ? moved : moved + more[start + period];
            double natural = all == 0 ? was[period] : link.moved(was[period], all);
            double value = natural;
            for (Intervention i : own) {
                if (i.during().contains(period)) {
                    value = i.value(value, was[period], start + period);
                }
            }
            is[period] = value;
            return own.isEmpty() ? all : link.distance(was[period], value);
        }
    }
}
