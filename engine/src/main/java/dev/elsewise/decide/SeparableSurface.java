package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A surface without interactions: the outcome is a sum of one curve a lever, and so is each mediator's induced spend. It is what a media
 * model without interactions comes to, and a quick way to plan with curves that are known.
 *
 * <p>Sums run in the order of the levers' names, so the order in which they were given does not matter, to the last bit.
 *
 * <pre>{@code
 * SeparableSurface.withDraws(1)
 *         .with(Lever.of("facebook", 10_000), new Curve.Hill(60_000, 8_000, 1.4))
 *         .with(Lever.of("email", 500), new Curve.Logarithm(2_000, 300));
 * }</pre>
 */
public final class SeparableSurface implements ResponseSurface {
    private final int draws;
    private final List<Lever> levers;
    private final List<Curve[]> curves;
    private final List<String> mediators;
    private final List<Curve[][]> induced; // by mediator and lever; an empty array where there is none
    private final int[] byName;

    private SeparableSurface(
            int draws, List<Lever> levers, List<Curve[]> curves, List<String> mediators, List<Curve[][]> induced) {
        this.draws = draws;
        this.levers = List.copyOf(levers);
        this.curves = List.copyOf(curves);
        this.mediators = List.copyOf(mediators);
        this.induced = List.copyOf(induced);
        this.byName = java.util.stream.IntStream.range(0, levers.size())
                .boxed()
                .sorted(Comparator.comparing(j -> levers.get(j).name()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** A surface without levers yet. */
    public static SeparableSurface withDraws(int draws) {
        if (draws < 1) {
            throw new BadStudy("A response surface needs at least one draw; found " + draws + ".");
        }
        return new SeparableSurface(draws, List.of(), List.of(), List.of(), List.of());
    }

    /** The same with one more lever, whose curve is the same in all draws. */
    public SeparableSurface with(Lever lever, Curve curve) {
        return with(lever, java.util.Collections.nCopies(draws, curve));
    }

    /** The same with one more lever, with a curve for each draw. */
    public SeparableSurface with(Lever lever, List<? extends Curve> curveByDraw) {
        List<Lever> more = new ArrayList<>(levers);
        more.add(lever);
        List<Curve[]> moreCurves = new ArrayList<>(curves);
        moreCurves.add(checked(lever.name(), curveByDraw));
        List<Curve[][]> widened = induced.stream()
                .map(byLever -> {
                    Curve[][] wide = Arrays.copyOf(byLever, byLever.length + 1);
                    wide[byLever.length] = new Curve[0];
                    return wide;
                })
                .toList();
        return new SeparableSurface(draws, more, moreCurves, mediators, widened);
    }

    /** The same where a lever causes spend on a mediator. */
    public SeparableSurface inducing(String mediator, String lever, Curve curve) {
        return inducing(mediator, lever, java.util.Collections.nCopies(draws, curve));
    }

    /** The same where a lever causes spend on a mediator, with a curve for each draw. */
    public SeparableSurface inducing(String mediator, String lever, List<? extends Curve> curveByDraw) {
        List<String> names = levers.stream().map(Lever::name).toList();
        int at = names.indexOf(lever);
        if (at < 0) {
            throw new BadStudy(
                    "There is no lever \"" + lever + "\"; there are " + names + "." + Nearest.hint(lever, names));
        }
        List<String> more = new ArrayList<>(mediators);
        List<Curve[][]> moreInduced = new ArrayList<>(induced);
        if (!more.contains(mediator)) {
            more.add(mediator);
            Curve[][] none = new Curve[levers.size()][];
            Arrays.fill(none, new Curve[0]);
            moreInduced.add(none);
        }
        int m = more.indexOf(mediator);
        Curve[][] byLever = moreInduced.get(m).clone();
        byLever[at] = checked(lever, curveByDraw);
        moreInduced.set(m, byLever);
        return new SeparableSurface(draws, levers, curves, more, moreInduced);
    }

    private Curve[] checked(String lever, List<? extends Curve> byDraw) {
        if (byDraw.size() != draws) {
            throw new BadStudy("The lever \"" + lever + "\" needs one curve for each of " + draws + " draws; it has "
                    + byDraw.size() + ".");
        }
        return byDraw.toArray(Curve[]::new);
    }

    @Override
    public List<Lever> levers() {
        return levers;
    }

    @Override
    public int draws() {
        return draws;
    }

    @Override
    public List<String> mediators() {
        return mediators;
    }

    @Override
    public void respond(double[] amounts, int from, int to, Response into) {
        Arrays.fill(into.outcome(), 0, to - from, 0);
        for (int m = 0; m < mediators.size(); m++) {
            Arrays.fill(into.induced()[m], 0, to - from, 0);
        }
        for (int j : byName) {
            add(curves.get(j), amounts[j], from, to, into.outcome());
            for (int m = 0; m < mediators.size(); m++) {
                add(induced.get(m)[j], amounts[j], from, to, into.induced()[m]);
            }
        }
    }

    @Override
    public void respondWithSlopes(double[] amounts, int from, int to, Response into) {
        respond(amounts, from, to, into);
        for (int j = 0; j < amounts.length; j++) {
            slopes(curves.get(j), amounts[j], from, to, into.outcomeSlopes()[j]);
            for (int m = 0; m < mediators.size(); m++) {
                slopes(induced.get(m)[j], amounts[j], from, to, into.inducedSlopes()[m][j]);
            }
        }
    }

    private static void add(Curve[] byDraw, double amount, int from, int to, double[] into) {
        if (byDraw.length > 0) {
            for (int d = from; d < to; d++) {
                into[d - from] += byDraw[d].at(amount);
            }
        }
    }

    private static void slopes(Curve[] byDraw, double amount, int from, int to, double[] into) {
        if (byDraw.length == 0) {
            Arrays.fill(into, 0, to - from, 0);
        } else {
            for (int d = from; d < to; d++) {
                into[d - from] = byDraw[d].slope(amount);
            }
        }
    }
}
