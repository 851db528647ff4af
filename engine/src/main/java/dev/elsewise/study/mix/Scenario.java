package dev.elsewise.study.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.Asked;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.scm.Panel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A world that a study asks about, against the observed one.
 *
 * @param changes what is done to each node
 * @param from the first day on which a changed period may begin, of changes without days of their own; the window's first when empty
 * @param to the last such day; the window's last when empty
 */
public record Scenario(String name, Map<String, Change> changes, Optional<LocalDate> from, Optional<LocalDate> to) {
    private static final int SAID = 4;

    public Scenario {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /**
     * The same as a question to a fitted mix.
     *
     * @throws BadStudy when a change lies outside the data
     */
    public Asked asked(FittedMix fit) {
        List<String> words = new ArrayList<>();
        List<Intervention> on = new ArrayList<>();
        changes.forEach((node, change) -> {
            for (Placed placed : placed(node, change, fit.data())) {
                on.add(fit.intervention(node, asked(placed.change()), placed.during()));
            }
            words.add(node + " " + words(change));
        });
        return new Asked(name, words, on);
    }

    /** Refuses changes in no period of the data: a fitted mix says what would have been, and nothing of later years. */
    void refuseOutside(Panel panel) {
        changes.forEach((node, change) -> placed(node, change, panel));
    }

    /** One change in some periods. */
    private record Placed(Change.Single change, Periods during) {}

    private List<Placed> placed(String node, Change change, Panel panel) {
        return switch (change) {
            case Change.Spans s ->
                s.spans().stream()
                        .map(span -> new Placed(
                                span.change(), during(node, Optional.of(span.from()), Optional.of(span.to()), panel)))
                        .toList();
            case Change.Single single -> List.of(new Placed(single, during(node, from, to, panel)));
        };
    }

    private static FittedMix.Change asked(Change.Single change) {
        return switch (change) {
            case Change.By b -> new FittedMix.Change.By(b.share());
            case Change.Plus p -> new FittedMix.Change.Plus(p.amount());
            case Change.To t -> new FittedMix.Change.To(t.value());
        };
    }

    private static String words(Change change) {
        return switch (change) {
            case Change.By b -> signed(100 * b.share()) + " %";
            case Change.Plus p -> signed(p.amount());
            case Change.To t -> "set to " + digits(t.value());
            case Change.Spans s ->
                s.spans().stream().limit(SAID).map(Scenario::words).collect(Collectors.joining(", "))
                        + (s.spans().size() > SAID ? " and " + (s.spans().size() - SAID) + " more" : "");
        };
    }

    private static String signed(double value) {
        return (value < 0 ? "" : "+") + digits(value);
    }

    private static String digits(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(6));
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString();
    }

    private static String words(Change.Span span) {
        return words(span.change())
                + (span.from().equals(span.to()) ? " on " + span.from() : " from " + span.from() + " to " + span.to());
    }

    private Periods during(String node, Optional<LocalDate> from, Optional<LocalDate> to, Panel panel) {
        List<LocalDate> periods = panel.periods();
        int first = 0;
        int last = periods.size();
        for (int t = 0; t < periods.size(); t++) {
            LocalDate day = periods.get(t);
            if (from.map(day::isBefore).orElse(false)) {
                first = t + 1;
            }
            if (to.map(day::isAfter).orElse(false)) {
                last = Math.min(last, t);
            }
        }
        if (first >= last) {
            throw new BadStudy(
                    "A scenario must change periods of the data, which begin from " + periods.getFirst()
                            + " to " + periods.getLast() + "; \"" + name + "\" changes " + node
                            + from.map(d -> " from " + d).orElse("")
                            + to.map(d -> " to " + d).orElse("")
                            + ", where none of them begins.\n"
                            + (first > 0 && first < periods.size()
                                    ? "Maybe " + nearest(periods, first, from.orElse(periods.get(first))) + " is meant."
                                    : "Maybe a year is mistyped: a fitted mix says what would have been, nothing of other years."));
        }
        return new Periods(first, last);
    }

    private static LocalDate nearest(List<LocalDate> periods, int after, LocalDate day) {
        LocalDate before = periods.get(after - 1);
        LocalDate then = periods.get(after);
        return ChronoUnit.DAYS.between(before, day) <= ChronoUnit.DAYS.between(day, then) ? before : then;
    }

    /** What is done to a node in each period. */
    public sealed interface Change {
        /** The same in each of them. */
        sealed interface Single extends Change {}

        /** Multiplied by 1 + share. */
        record By(double share) implements Single {}

        /** So much more (or less), in units of its column. */
        record Plus(double amount) implements Single {}

        /** Set to a value. */
        record To(double value) implements Single {}

        /** Each in its own periods, which do not overlap; in the others nothing is done. */
        record Spans(List<Span> spans) implements Change {
            public Spans {
                spans = List.copyOf(spans);
            }
        }

        /** A single change of the periods that begin from one day to another. */
        record Span(LocalDate from, LocalDate to, Single change) {}
    }
}
