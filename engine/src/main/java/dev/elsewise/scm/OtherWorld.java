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
    private final Series before;
    private final Series after;
    private final Set<String> known = new HashSet<>();

    /**
     * @param luck for a node, how much more its unexplained part is in each row, on the scale of its terms
     */
    OtherWorld(Panel panel, Series observed, Behind behind, World world, Map<String, double[]> luck) {
        this.panel = panel;
        this.behind = behind;
        this.luck = luck;
        for (Intervention i : world.interventions()) {
            done.computeIfAbsent(i.node(), node -> new ArrayList<>()).add(i);
        }
        before = observed;
        after = observed.over();
    }

    /** The series, with some nodes and what they follow from as they are in this world; others may be as they were observed. */
    Series of(Set<String> asked) {
        for (String node : behind.of(asked)) {
            if (known.add(node)) {
                follow(node);
            }
        }
        return after;
    }

    private void follow(String node) {
        Fitted mechanism = behind.mechanisms().get(node);
        List<Intervention> own = done.getOrDefault(node, List.of());
        double[] more = luck.get(node);
        boolean follows =
                mechanism != null && (more != null || mechanism.layout().touched(after));
        if (!follows && own.isEmpty()) {
            return;
        }
        double[] was = before.of(node);
        double[] is = was.clone();
        if (mechanism != null && follows) {
            mechanism.change(before, after, step(panel, mechanism, was, is, own, more), new double[is.length]);
        } else {
            act(own, was, is);
        }
        if (!Arrays.equals(is, was)) {
            after.put(node, is);
        }
    }

    private void act(List<Intervention> own, double[] was, double[] is) {
        int n = panel.periods().size();
        for (Intervention i : own) {
            int from = Math.max(panel.history(), i.during().from());
            int to = Math.min(n, i.during().to());
            for (int start = 0; start < is.length; start += n) {
                i.act(is, was, start + from, start + to);
            }
        }
    }

    /** How a node moves with the sum of its terms, written into {@code is}: what is done to it comes last. */
    static Fitted.Step step(
            Panel panel,
            Fitted mechanism,
            double[] was,
            double[] is,
            List<Intervention> own,
            double @Nullable [] more) {
        int n = panel.periods().size();
        return own.isEmpty() && more == null
                ? new Following(n, panel.history(), mechanism.link(), was, is)
                : new Done(n, panel.history(), mechanism.link(), was, is, own, more);
    }

    /** Of a node that only follows. */
    private record Following(int periods, int history, Link link, double[] was, double[] is) implements Fitted.Step {
        @Override
        public double at(int row, double moved) {
            if (row % periods < history) {
                return 0;
            }
            is[row] = moved == 0 ? was[row] : link.moved(was[row], moved);
            return moved;
        }

        @Override
        public void all(double[] moved) {
            if (link == Link.LOG) {
                Fitted.Step.super.all(moved);
                return;
            }
            for (int start = 0; start < moved.length; start += periods) {
                Arrays.fill(moved, start, start + history, 0);
            }
            Kernels.add(was, moved, is, is.length);
        }
    }

    /** Of a node to which something is done, or whose luck is another. */
    private record Done(
            int periods,
            int history,
            Link link,
            double[] was,
            double[] is,
            List<Intervention> own,
            double @Nullable [] more)
            implements Fitted.Step {
        @Override
        public double at(int row, double moved) {
            int period = row % periods;
            if (period < history) {
                return 0;
            }
            double all = more == null ? moved : moved + more[row];
            double natural = all == 0 ? was[row] : link.moved(was[row], all);
            double value = natural;
            for (Intervention i : own) {
                if (i.during().contains(period)) {
                    value = i.value(value, was[row], row);
                }
            }
            is[row] = value;
            return own.isEmpty() ? all : link.distance(was[row], value);
        }
    }
}
