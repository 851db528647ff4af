package dev.elsewise.study;

import dev.elsewise.effect.Segmentation;
import dev.elsewise.study.yaml.Yaml;
import java.util.List;

/** Reads one dimension of {@code segments:}. */
final class SegmentReader {
    private static final String FORMS =
            "levels, a list of cut points, {cuts: […], labels: […]} or {quantiles: 4, ties: first}";

    private SegmentReader() {}

    /** @param name the dimension's, and its column's unless the rule says {@code of} */
    static Segmentation read(String name, Yaml rule) {
        if (rule.isText()) {
            rule.word(List.of("levels"));
            return Segmentation.levels(name);
        }
        if (rule.isList()) {
            return new Segmentation(name, name, cuts(rule), List.of());
        }
        if (!rule.isMap()) {
            throw rule.mustBe(FORMS);
        }
        Yaml.Fields fields = rule.fields("of", "cuts", "quantiles", "ties", "labels");
        if (fields.has("cuts") == fields.has("quantiles")) {
            throw rule.mustBe(FORMS);
        }
        String column = fields.text("of").orElse(name);
        if (fields.has("cuts")) {
            fields.find("ties").ifPresent(ties -> {
                throw ties.wrong(ties.what() + " must stand beside quantiles, not beside cuts.");
            });
            Segmentation.Cuts cuts = cuts(fields.require("cuts"));
            return new Segmentation(
                    name, column, cuts, labels(fields, cuts.points().size() + 1));
        }
        int count = fields.require("quantiles").count(2, 1000);
        boolean first = fields.find("ties")
                .map(ties -> ties.word(List.of("first", "together")).equals("first"))
                .orElse(false);
        return new Segmentation(
                name,
                column,
                new Segmentation.Quantiles(count, first ? Segmentation.Ties.FIRST : Segmentation.Ties.TOGETHER),
                labels(fields, count));
    }

    private static Segmentation.Cuts cuts(Yaml value) {
        List<Double> cuts = value.items().stream().map(Yaml::number).toList();
        for (int i = 1; i < cuts.size(); i++) {
            if (cuts.get(i) <= cuts.get(i - 1)) {
                throw value.wrong(
                        value.what() + " must rise; after " + cuts.get(i - 1) + " comes " + cuts.get(i) + ".");
            }
        }
        if (cuts.isEmpty()) {
            throw value.mustBe("a list with a cut point");
        }
        return new Segmentation.Cuts(cuts);
    }

    private static List<String> labels(Yaml.Fields fields, int bins) {
        List<String> labels = fields.find("labels").map(Yaml::texts).orElse(List.of());
        if (fields.has("labels") && labels.size() != bins) {
            Yaml value = fields.require("labels");
            throw value.wrong(value.what() + " must name every bin: there are " + bins + " bins and " + labels.size()
                    + " labels.");
        }
        return labels;
    }
}
