package dev.elsewise.data.spi;

import dev.elsewise.data.Table;
import java.util.ArrayList;
import java.util.List;

/** Which rows were left out on the way to a table; counted when someone asks. */
record Ledger(List<Step> steps) {
    static final Ledger EMPTY = new Ledger(List.of());

    private record Step(Stored before, Stored after, String because) {}

    Ledger and(Stored before, Stored after, String because) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(before, after, because));
        return new Ledger(List.copyOf(longer));
    }

    List<Table.Kept> lines() {
        return steps.stream()
                .map(s -> new Table.Kept(
                        s.after().rows(), s.before().rows() - s.after().rows(), s.because()))
                .toList();
    }
}
