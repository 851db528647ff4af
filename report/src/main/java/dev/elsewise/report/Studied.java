package dev.elsewise.report;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.study.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the parts of a study's report have in common. */
final class Studied {
    private Studied() {}

    /** A check and the estimate it belongs to; empty for the whole study. */
    record Checked(String estimate, Diagnostic check) {}

    /** All checks once each, the worst first. */
    static List<Checked> checks(Result result) {
        Map<Diagnostic, Checked> once = new LinkedHashMap<>();
        for (Result.EstimateRow estimate : result.estimates()) {
            for (Diagnostic check : estimate.checks()) once.putIfAbsent(check, new Checked(estimate.label(), check));
        }
        for (Diagnostic check : result.checks()) once.putIfAbsent(check, new Checked("", check));
        List<Checked> all = new ArrayList<>(once.values());
        all.sort(Comparator.comparing((Checked c) -> c.check().verdict()).reversed());
        return all;
    }

    /** The name that people know an estimate by. */
    static String label(Result result, String estimate) {
        return result.estimates().stream()
                .filter(e -> e.id().equals(estimate))
                .map(Result.EstimateRow::label)
                .findFirst()
                .orElse(estimate);
    }

    /** A prediction or its model by the names of the study: "clicked if treated" for "outcome if treated". */
    static String named(Result result, String prediction) {
        String outcome = result.asked().outcome();
        return switch (prediction) {
            case "outcome" -> outcome;
            case "outcome if treated" -> outcome + " if treated";
            case "outcome if not treated" -> outcome + " if not treated";
            case "outcome difference" -> "difference in " + outcome;
            default -> prediction;
        };
    }

    /** What the numbers of a study measure. */
    static String effect(Result result) {
        return "effect of " + result.asked().treatment() + " on "
                + result.asked().outcome();
    }
}
