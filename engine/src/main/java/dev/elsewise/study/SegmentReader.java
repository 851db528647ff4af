package dev.elsewise.study;

import dev.elsewise.effect.Segmentation;
import java.util.List;

/** Reads what stands under a column in {@code segments:}. */
final class SegmentReader {
    private static final String FORMS =
            "levels, a list of cut points, {cuts: […], labels: […]} or {quantiles: 4, ties: first}";

    private SegmentReader() {}

    static Segmentation read(String column, Yaml rule) {
        if (rule.isText()) {
            rule.word(List.of("levels"));
            return Segmentation.levels(column);
        }
        if (rule.isList()) {
            return new Segmentation(column, column, new Segmentation.Cuts(cuts(rule)), List.of());
        }
        if (!rule.isMap()) {
            throw rule.mustBe(FORMS);
        }
        Yaml.Fields fields = rule.fields("cuts", "quantiles", "ties", "labels");
        if (fields.has("cuts") == fields.has("quantiles")) {
            throw rule.mustBe(FORMS);
        }
        if (fields.has("cuts")) {
            fields.find("ties").ifPresent(ties -> {
                throw ties.wrong(ties.what() + " must stand beside quantiles, not beside cuts.");
            });
            List<Double> cuts = cuts(fields.require("cuts"));
            return new Segmentation(column, column, new Segmentation.Cuts(cuts), labels(fields, cuts.size() + 1));
        }
        int count = fields.require("quantiles").count(2);
        boolean first = fields.find("ties")
                .map(ties -> ties.word(List.of("first", "together")).equals("first"))
                .orElse(false);
        Segmentation.Ties ties = first ? Segmentation.Ties.FIRST : Segmentation.Ties.TOGETHER;
        return new Segmentation(column, column, new Segmentation.Quantiles(count, ties), labels(fields, count));
    }

    private static List<Double> cuts(Yaml value) {
        List<Double> cuts = value.items().stream().map(Yaml::number).toList();
        for (int i = 1; i < cuts.size(); i++) {
            if (cuts.get(i) <= cuts.get(i - 1)) {
                throw value.wrong(
                        value.what() + " must ascend; after " + cuts.get(i - 1) + " comes " + cuts.get(i) + ".");
            }
        }
        if (cuts.isEmpty()) {
            throw value.mustBe("a list with a cut point");
        }
        return cuts;
    }

    private static List<String> labels(Yaml.Fields fields, int bins) {
        List<String> labels = fields.find("labels").map(Yaml::texts).orElse(List.of());
        if (!labels.isEmpty() && labels.size() != bins) {
            Yaml value = fields.require("labels");
            throw value.wrong(value.what() + " must name every bin: there are " + bins + " bins and " + labels.size()
                    + " labels.");
        }
        return labels;
    }
}
