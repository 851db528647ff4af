package dev.elsewise.study.mix;

import dev.elsewise.mix.Asked;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.scm.Panel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A world that a study asks about, against the observed one.
 *
 * @param changes what is done to each node
 * @param from the first day on which a changed period may begin; the window's first when empty
 * @param to the last such day; the window's last when empty
 */
public record Scenario(String name, Map<String, Change> changes, Optional<LocalDate> from, Optional<LocalDate> to) {
    public Scenario {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /** The same as a question to a fitted mix. */
    public Asked asked(FittedMix fit) {
        Periods during = during(fit.data());
        List<String> words = new ArrayList<>();
        List<Intervention> on = new ArrayList<>();
        for (Map.Entry<String, Change> change : changes.entrySet()) {
            on.add(fit.intervention(
                    change.getKey(),
                    switch (change.getValue()) {
                        case Change.By b -> new FittedMix.Change.By(b.share());
                        case Change.Plus p -> new FittedMix.Change.Plus(p.amount());
                        case Change.To t -> new FittedMix.Change.To(t.value());
                    },
                    during));
            words.add(change.getKey() + " "
                    + switch (change.getValue()) {
                        case Change.By b -> String.format(Locale.ROOT, "%+.4g %%", 100 * b.share());
                        case Change.Plus p -> String.format(Locale.ROOT, "%+.6g", p.amount());
                        case Change.To t -> String.format(Locale.ROOT, "set to %.6g", t.value());
                    });
        }
        return new Asked(name, words, on);
    }

    private Periods during(Panel panel) {
        int first = 0;
        int last = panel.periods().size();
        for (int t = 0; t < panel.periods().size(); t++) {
            LocalDate day = panel.periods().get(t);
            if (from.map(day::isBefore).orElse(false)) {
                first = t + 1;
            }
            if (to.map(day::isAfter).orElse(false)) {
                last = Math.min(last, t);
            }
        }
        return new Periods(first, last);
    }

    /** What is done to a node in each period. */
    public sealed interface Change {
        /** Multiplied by 1 + share. */
        record By(double share) implements Change {}

        /** So much more (or less), in units of its column. */
        record Plus(double amount) implements Change {}

        /** Set to a value. */
        record To(double value) implements Change {}
    }
}
