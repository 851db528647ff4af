package dev.elsewise.decide;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.List;

/** Worlds for planners: channels of very different sizes, concave or S-shaped, with draws about them. */
final class RandomCurves {
    private RandomCurves() {}

    static SeparableSurface hills(int levers, int draws, long seed, boolean sShaped) {
        SeparableSurface surface = SeparableSurface.withDraws(draws);
        for (int j = 0; j < levers; j++) {
            RandomStream random = Streams.of(seed, "random curves", j);
            double current = Math.exp(5 + 5 * random.uniform());
            double half = current * (0.3 + 2 * random.uniform());
            double top = current * (1 + 4 * random.uniform());
            double shape = sShaped ? 1 + 2.5 * random.uniform() : 0.4 + 0.6 * random.uniform();
            List<Curve> curves = new ArrayList<>();
            for (int d = 0; d < draws; d++) {
                curves.add(new Curve.Hill(
                        top * Math.exp(0.3 * random.normal()), half * Math.exp(0.2 * random.normal()), shape));
            }
            surface = surface.with(Lever.of("channel " + j, current), curves);
        }
        return surface;
    }
}
