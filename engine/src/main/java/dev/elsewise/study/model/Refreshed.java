package dev.elsewise.study.model;

import dev.elsewise.study.model.ModelComparison.Moved;
import dev.elsewise.study.model.ModelValidation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What new data did to a model: what of the old values changed there, and how far the answers moved. */
record Refreshed(ModelComparison comparison, Tolerances tolerances) {
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        items.add(new Item(
                Tolerance.CHANGED_VALUES,
                "old periods in the new data",
                comparison.data().values(),
                tolerances.of(Tolerance.CHANGED_VALUES),
                String.join(" ", comparison.data().words(comparison.period()))));
        List<Item> moved = comparison.rows().stream()
                .filter(r -> Double.isFinite(r.moved()))
                .map(this::moved)
                .toList();
        ModelValidation.worst(moved).ifPresent(items::add);
        return items;
    }

    private Item moved(Moved r) {
        return new Item(
                Tolerance.MOVED,
                r.what() + " of " + r.of(),
                Math.abs(r.moved()),
                tolerances.of(Tolerance.MOVED),
                String.format(
                        Locale.ROOT,
                        "It went from %.4g [%.4g, %.4g] to %.4g: %s.",
                        r.before().value(),
                        r.before().lower(),
                        r.before().upper(),
                        r.after().value(),
                        r.found().words()));
    }
}
