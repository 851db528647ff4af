package dev.elsewise.graph;

import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that a graph says about a question, in plain records that serialise as they are: what {@code elsewise identify}
 * prints.
 *
 * @param identified whether adjustment identifies the effect
 * @param because the answer in words
 * @param sets the valid adjustment sets, the proposed one first; empty when not identified
 * @param confounding the paths that are open when nothing is adjusted for, one for every way out of the treatment
 * @param refusals observed nodes that must not be adjusted for
 * @param openPaths what stays open whatever is done; empty when identified
 * @param implications independences that data can test, at most {@link #IMPLICATIONS}
 * @param assumptions what the identification rests on; empty when not identified
 * @param review the verdict on covariates that someone proposed
 */
public record IdentificationReport(
        String treatment,
        String outcome,
        String target,
        boolean identified,
        String because,
        List<NamedSet> sets,
        List<OpenPath> confounding,
        List<Refusal> refusals,
        List<OpenPath> openPaths,
        List<Independence> implications,
        List<String> assumptions,
        Optional<Reviewed> review) {
    /** How many testable implications are listed at most. */
    public static final int IMPLICATIONS = 100;

    private static final int SHOWN = 20;

    /**
     * One adjustment set.
     *
     * @param name "proposed", "minimal", "parents", "optimal" or "canonical"
     * @param words what that means
     */
    public record NamedSet(String name, List<String> covariates, String words) {}

    /** The verdict on proposed covariates. */
    public record Reviewed(
            List<String> covariates,
            boolean valid,
            List<Refusal> refusals,
            List<OpenPath> openPaths,
            List<String> cautions) {}

    /** What the graph says; the columns that the data lack are hidden by {@link CausalGraph#observing} first. */
    public static IdentificationReport of(CausalGraph graph, Question question) {
        return of(graph, question, Optional.empty());
    }

    /** The same with a verdict on the covariates that a study wants to adjust for. */
    public static IdentificationReport of(CausalGraph graph, Question question, Collection<String> proposed) {
        Review review = graph.review(question, proposed);
        return of(
                graph,
                question,
                Optional.of(new Reviewed(
                        List.copyOf(review.covariates()),
                        review.valid(),
                        review.refusals(),
                        review.openPaths(),
                        review.cautions())));
    }

    private static IdentificationReport of(CausalGraph graph, Question question, Optional<Reviewed> review) {
        BackDoor door = new BackDoor(graph, question);
        Explanation explanation = new Explanation(door);
        BitSet nothing = new BitSet();
        List<OpenPath> confounding = door.openPaths(nothing).stream()
                .map(trail -> explanation.open(trail, nothing))
                .toList();
        BitSet forbidden = (BitSet) door.forbidden.clone();
        forbidden.and(graph.observedBits());
        forbidden.clear(door.outcome);
        List<Refusal> refusals = new ArrayList<>(
                forbidden.stream().mapToObj(explanation::refused).toList());
        List<Independence> implications = graph.testableImplications(IMPLICATIONS);
        return switch (graph.adjustmentFor(question)) {
            case Adjustment adjustment -> {
                refusals.addAll(new Reviewer(door).collidersBeside(graph.bits(adjustment.covariates())));
                yield new IdentificationReport(
                        question.treatment(),
                        question.outcome(),
                        question.target().words(),
                        true,
                        said(adjustment, door),
                        named(adjustment.sets()),
                        confounding,
                        refusals,
                        List.of(),
                        implications,
                        adjustment.assumptions(),
                        review);
            }
            case NotIdentified<Adjustment> not ->
                new IdentificationReport(
                        question.treatment(),
                        question.outcome(),
                        question.target().words(),
                        false,
                        not.because(),
                        List.of(),
                        confounding,
                        refusals,
                        not.openPaths(),
                        implications,
                        List.of(),
                        review);
        };
    }

    private static String said(Adjustment adjustment, BackDoor door) {
        String said = adjustment.covariates().isEmpty()
                ? "Identified without adjustment: the two groups can be compared as they are."
                : "Identified by adjusting for " + Words.set(adjustment.covariates()) + ".";
        return door.causal.isEmpty() ? said + " The graph itself says that the effect is zero." : said;
    }

    private static List<NamedSet> named(AdjustmentSets sets) {
        List<NamedSet> named = new ArrayList<>();
        named.add(new NamedSet("proposed", List.copyOf(sets.proposed()), "what an estimator adjusts for by default"));
        named.add(new NamedSet("minimal", List.copyOf(sets.minimal()), "none of these can be left out"));
        sets.parents()
                .ifPresent(set ->
                        named.add(new NamedSet("parents", List.copyOf(set), "the direct causes of the treatment")));
        sets.optimal()
                .ifPresent(set -> named.add(
                        new NamedSet("optimal", List.copyOf(set), "no other set gives a smaller asymptotic variance")));
        named.add(new NamedSet(
                "canonical", List.copyOf(sets.canonical()), "every candidate: the ancestors of treatment and outcome"));
        return named;
    }

    /** The report as the terminal shows it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("Effect of ").append(Words.bare(treatment)).append(" on ").append(Words.bare(outcome));
        text.append(", average over ")
                .append(target)
                .append('\n')
                .append(because)
                .append('\n');
        section(
                text,
                "Adjustment sets",
                sets.stream().map(IdentificationReport::line).toList());
        section(
                text,
                "Open when nothing is adjusted for",
                confounding.stream().map(OpenPath::path).toList());
        section(
                text,
                "Open too",
                openPaths.stream()
                        .map(OpenPath::because)
                        .filter(sentence -> !because.contains(sentence))
                        .toList());
        section(
                text,
                "Not to be adjusted for",
                refusals.stream().map(Refusal::because).toList());
        review.ifPresent(verdict -> section(text, heading(verdict), lines(verdict)));
        section(
                text,
                "Implied by the graph, testable with data",
                implications.stream().map(Independence::toString).toList());
        section(text, "Assumed", assumptions);
        return text.toString();
    }

    private static String line(NamedSet set) {
        return String.format(Locale.ROOT, "%-10s %s  (%s)", set.name(), Words.set(set.covariates()), set.words());
    }

    private static String heading(Reviewed verdict) {
        return "Covariates of the study (" + Words.set(verdict.covariates()) + "): "
                + (verdict.valid() ? "they identify the effect" : "they do not identify the effect");
    }

    private static List<String> lines(Reviewed verdict) {
        List<String> lines = new ArrayList<>(Review.reasons(verdict.refusals(), verdict.openPaths()));
        lines.addAll(verdict.cautions());
        return lines.isEmpty() ? List.of("Every path that is not the effect is closed.") : lines;
    }

    private static void section(StringBuilder text, String heading, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append('\n').append(heading).append('\n');
        lines.stream()
                .limit(SHOWN)
                .forEach(line -> text.append("  ").append(line).append('\n'));
        if (lines.size() > SHOWN) {
            text.append("  … and ").append(lines.size() - SHOWN).append(" more\n");
        }
    }
}
