package dev.elsewise.app;

import dev.elsewise.mix.Family;
import dev.elsewise.study.Estimation;
import dev.elsewise.study.Nuisance;
import dev.elsewise.study.Study;
import dev.elsewise.study.mix.MixStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Two results side by side, but for where and when they were made.
 *
 * @param numbers how many there are
 * @param inexact how many of them differ within the tolerance
 * @param largest relative difference among those
 * @param different what differs beyond it, in words
 */
record Comparison(long numbers, long inexact, double largest, double tolerance, List<String> different) {
    private static final int SHOWN = 10;

    boolean equal() {
        return different.isEmpty();
    }

    static Comparison of(JsonNode before, JsonNode after, double tolerance) {
        Walk walk = new Walk(tolerance);
        walk.compare("", before, after);
        return new Comparison(walk.numbers, walk.inexact, walk.largest, tolerance, List.copyOf(walk.different));
    }

    /** Trees are grown by a native library, whose sums may differ in their last digits. */
    static double tolerance(Study study) {
        boolean trees = study.estimators().stream()
                .anyMatch(e -> e instanceof Estimation.Aipw aipw
                        && (isTree(aipw.propensity())
                                || aipw.outcome().map(Comparison::isTree).orElse(false)));
        return trees ? 1e-6 : 1e-9;
    }

    /** The same for a media mix: forests are our own, boosted trees are not. */
    static double tolerance(MixStudy study) {
        boolean trees = Stream.concat(
                        Stream.of(study.mix().family()),
                        Stream.concat(
                                study.mix().families().values().stream(),
                                study.validation().getFirst().compare().stream()))
                .anyMatch(Family.Boosting.class::isInstance);
        return trees ? 1e-6 : 1e-9;
    }

    private static boolean isTree(Nuisance model) {
        return model instanceof Nuisance.Boosting || model instanceof Nuisance.Forest;
    }

    String text() {
        if (!equal()) {
            List<String> shown = different.stream().limit(SHOWN).toList();
            return String.format(Locale.ROOT, "Different in %,d places:%n  ", different.size())
                    + String.join("\n  ", shown)
                    + (different.size() > SHOWN ? "\n  …" : "");
        }
        return inexact == 0
                ? String.format(Locale.ROOT, "The same: %,d numbers, bit for bit.", numbers)
                : String.format(
                        Locale.ROOT,
                        "The same within %.0e relative: of %,d numbers %,d differ, by at most %.1e.",
                        tolerance,
                        numbers,
                        inexact,
                        largest);
    }

    private static final class Walk {
        private final double tolerance;
        private final List<String> different = new ArrayList<>();
        private long numbers;
        private long inexact;
        private double largest;

        Walk(double tolerance) {
            this.tolerance = tolerance;
        }

        void compare(String path, JsonNode a, JsonNode b) {
            if (path.equals("provenance")) {
                return;
            }
            if (a.isObject() && b.isObject()) {
                TreeSet<String> keys = new TreeSet<>(a.propertyNames());
                keys.addAll(b.propertyNames());
                keys.forEach(key -> compare(path.isEmpty() ? key : path + "." + key, a.path(key), b.path(key)));
            } else if (a.isArray() && b.isArray() && a.size() == b.size()) {
                for (int i = 0; i < a.size(); i++) {
                    compare(path + "[" + (i + 1) + "]", a.path(i), b.path(i));
                }
            } else if (a.isNumber() && b.isNumber()) {
                compare(path, a.asDouble(), b.asDouble());
            } else if (!a.equals(b)) {
                different.add(path + ": was " + brief(a) + ", is " + brief(b));
            }
        }

        private void compare(String path, double a, double b) {
            numbers++;
            if (a == b) {
                return;
            }
            double relative = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
            if (relative <= tolerance) {
                inexact++;
                largest = Math.max(largest, relative);
            } else {
                different.add(path + ": was " + a + ", is " + b);
            }
        }

        private static String brief(JsonNode node) {
            String text = node.isMissingNode() ? "absent" : node.toString();
            return text.length() > 60 ? text.substring(0, 60) + "…" : text;
        }
    }
}
