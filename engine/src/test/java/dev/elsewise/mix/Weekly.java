package dev.elsewise.mix;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.mix.MediaMix.Interaction;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Pooling;
import dev.elsewise.scm.Transform;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Weekly worlds whose truth is known, and mixes of them that act at once and in proportion. */
final class Weekly {
    static final LocalDate START = LocalDate.of(2022, 1, 3);

    private Weekly() {}

    static Panel panel(int weeks) {
        return Panel.of(IntStream.range(0, weeks).mapToObj(START::plusWeeks).toList());
    }

    static double[] series(int weeks, IntToDoubleFunction of) {
        return IntStream.range(0, weeks).mapToDouble(of).toArray();
    }

    /** Standard normal numbers, the same for the same seed and purpose. */
    static double[] noise(int weeks, long seed, String purpose) {
        RandomStream random = Streams.of(seed, purpose, 0);
        return series(weeks, t -> random.normal());
    }

    static Input channel(String name) {
        return new Input(name, Input.Role.PAID, name, new Input.Cost.Spend(name), Optional.empty(), Input.Sign.ANY);
    }

    static Input channel(String name, @Nullable Transform shape) {
        return new Input(
                name, Input.Role.PAID, name, new Input.Cost.Spend(name), Optional.ofNullable(shape), Input.Sign.ANY);
    }

    static Input control(String name, Input.Role role, Input.Cost cost) {
        return new Input(name, role, name, cost, Optional.empty(), Input.Sign.ANY);
    }

    static Input control(String name) {
        return control(name, Input.Role.CONTROL, new Input.Cost.Free());
    }

    /** By least squares without a penalty. */
    static MediaMix mix(String graph, Input... inputs) {
        return new MediaMix(
                "y",
                Optional.empty(),
                MediaMix.Link.IDENTITY,
                List.of(inputs),
                List.of(),
                Baseline.withDefaults()
                        .withTrend(Baseline.Trend.NONE)
                        .withChangePoints(0)
                        .withFourier(0),
                List.of(),
                Map.of(),
                Set.of(),
                CausalGraph.parse(graph),
                new Family.LeastSquares(0, 1),
                Map.of(),
                Pooling.SHARED,
                List.of(),
                new MediaMix.Uncertainty(0, OptionalInt.empty(), 0.9),
                MediaMix.Design.GRAPH,
                MediaMix.Scaling.STANDARD);
    }

    static MediaMix with(MediaMix mix, MediaMix.Link link, List<Mediator> mediators, List<Interaction> interactions) {
        return with(mix, mix.value(), link, mediators, interactions, mix.scaling());
    }

    static MediaMix with(MediaMix mix, MediaMix.Scaling scaling) {
        return with(mix, mix.value(), mix.link(), mix.mediators(), mix.interactions(), scaling);
    }

    /** @param value the column that says what one of the outcome is worth */
    static MediaMix worth(MediaMix mix, String value) {
        return with(mix, Optional.of(value), mix.link(), mix.mediators(), mix.interactions(), mix.scaling());
    }

    private static MediaMix with(
            MediaMix mix,
            Optional<String> value,
            MediaMix.Link link,
            List<Mediator> mediators,
            List<Interaction> interactions,
            MediaMix.Scaling scaling) {
        return new MediaMix(
                mix.outcome(),
                value,
                link,
                mix.inputs(),
                mediators,
                mix.baseline(),
                interactions,
                mix.lags(),
                mix.differenced(),
                mix.graph(),
                mix.family(),
                mix.families(),
                mix.pooling(),
                mix.lifts(),
                mix.uncertainty(),
                mix.design(),
                scaling);
    }

    static MediaMix lifted(MediaMix mix, Pooling pooling, Lift... lifts) {
        return new MediaMix(
                mix.outcome(),
                mix.value(),
                mix.link(),
                mix.inputs(),
                mix.mediators(),
                mix.baseline(),
                mix.interactions(),
                mix.lags(),
                mix.differenced(),
                mix.graph(),
                mix.family(),
                mix.families(),
                pooling,
                List.of(lifts),
                mix.uncertainty(),
                mix.design(),
                mix.scaling());
    }

    static FittedMix fit(MediaMix mix, Panel panel, int draws) {
        return FittedMix.of(mix, panel, Bootstrap.withDefaults().withDraws(draws));
    }
}
