package dev.elsewise.simulate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mix world's truth as JSON: all that is needed to compute its effects again. */
final class MixSidecar {
    private static final List<String> EQUATIONS = List.of(
            "google[t] = max(0, rest.google[t] + sum over edges into google of coefficient * f(A[t]))",
            "revenue[t] = rest.revenue[t] + sum over edges into revenue of coefficient * (f(A[t]) - reference)",
            "A[t] = (1 - retention) * x[t] + retention * A[t - 1], A = 0 before the first week of a geo",
            "f(a) = a / (a + halfSaturation), or a where halfSaturation is null");

    private MixSidecar() {}

    static String of(MixTruth truth) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", 1);
        tree.put("world", truth.world());
        tree.put("knobs", truth.knobs());
        tree.put("rows", truth.rows());
        tree.put("contrast", truth.contrast());
        tree.put("graph", truth.graph());
        tree.put("channels", truth.channels().stream().map(MixSidecar::channel).toList());
        tree.put("drivers", drivers(truth.drivers()));
        tree.put("decomposition", truth.decomposition());
        tree.put("equations", EQUATIONS);
        tree.put("edges", truth.edges().stream().map(MixSidecar::edge).toList());
        Map<String, Object> rest = new LinkedHashMap<>();
        for (String of : List.of("google", "revenue")) {
            rest.put(
                    of,
                    Arrays.stream(truth.weekly().numbers(of + " rest")).boxed().toList());
        }
        tree.put("rest", rest);
        return Sidecar.text(tree);
    }

    private static Map<String, Object> channel(MixTruth.Channel channel) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", channel.name());
        tree.put("spend", channel.spend());
        tree.put("total", channel.total());
        tree.put("direct", channel.direct());
        tree.put("indirect", channel.indirect());
        tree.put("paths", channel.paths());
        tree.put("inducedSpend", channel.inducedSpend());
        number(tree, "roi", channel.roi(), "nothing was spent");
        number(tree, "netRoi", channel.netRoi(), "nothing was spent");
        number(tree, "marginalRoi", channel.marginalRoi(), "nothing was spent");
        number(tree, "netMarginalRoi", channel.netMarginalRoi(), "nothing was spent");
        number(tree, "retention", channel.retention(), "the channel has no effect");
        number(tree, "halfLife", channel.halfLife(), "the channel has no effect");
        return tree;
    }

    private static Map<String, Object> drivers(MixTruth.Drivers drivers) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("priceElasticity", drivers.priceElasticity());
        tree.put("promotion", drivers.promotion());
        number(tree, "promotionPerWeek", drivers.promotionPerWeek(), "there was no promotion");
        number(tree, "promotionUplift", drivers.promotionUplift(), "there was no promotion");
        tree.put("perFollower", drivers.perFollower());
        return tree;
    }

    private static Map<String, Object> edge(MixTruth.Edge edge) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (!edge.geo().isEmpty()) {
            tree.put("geo", edge.geo());
        }
        tree.put("from", edge.from());
        tree.put("to", edge.to());
        tree.put("coefficient", edge.coefficient());
        tree.put("reference", edge.reference());
        tree.put("retention", edge.retention());
        number(tree, "halfSaturation", edge.halfSaturation(), "the effect does not saturate");
        return tree;
    }

    /** A number, or null and the reason beside it. */
    private static void number(Map<String, Object> tree, String name, double value, String because) {
        if (Double.isFinite(value)) {
            tree.put(name, value);
        } else {
            tree.put(name, null);
            tree.put("because", because);
        }
    }
}
