package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small random graphs, the same for the same seed. */
final class RandomGraphs {
    private RandomGraphs() {}

    /** With 3 to 7 nodes, arrows and hidden pairs of random density, and sometimes hidden nodes. */
    static CausalGraph small(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = 3 + random.nextInt(5);
        return of(random, size, 0.2 + 0.5 * random.nextDouble(), 0.3 * random.nextDouble(), seed % 3 == 0 ? 0.25 : 0);
    }

    /** The arrows follow a random order, which is not the order of the names. */
    static CausalGraph of(SplittableRandom random, int size, double arrows, double pairs, double hidden) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        for (int i = size - 1; i > 0; i--) {
            order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < size; i++) {
            text.append('n').append(i).append(random.nextDouble() < hidden && i > 1 ? " [latent]\n" : "\n");
        }
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                String a = "n" + order.get(i);
                String b = "n" + order.get(j);
                if (random.nextDouble() < arrows) {
                    text.append(a).append(" -> ").append(b).append('\n');
                }
                if (random.nextDouble() < pairs) {
                    text.append(a).append(" <-> ").append(b).append('\n');
                }
            }
        }
        return CausalGraph.parse(text.toString());
    }

    /** Every subset of a list. */
    static Stream<List<String>> subsets(List<String> of) {
        return IntStream.range(0, 1 << of.size())
                .mapToObj(bits -> IntStream.range(0, of.size())
                        .filter(i -> (bits >> i & 1) == 1)
                        .mapToObj(of::get)
                        .toList());
    }
}
