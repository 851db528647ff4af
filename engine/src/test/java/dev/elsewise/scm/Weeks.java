package dev.elsewise.scm;

import java.time.LocalDate;
import java.util.stream.IntStream;

/** Panels of weeks without any column yet. */
final class Weeks {
    private Weeks() {}

    /** Units called "unit 0" and on, without a history. */
    static Panel of(int units, int weeks) {
        return Panel.of(
                IntStream.range(0, units).mapToObj(u -> "unit " + u).toList(),
                IntStream.range(0, weeks)
                        .mapToObj(t -> LocalDate.of(2021, 1, 4).plusWeeks(t))
                        .toList(),
                0);
    }
}
