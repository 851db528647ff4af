package dev.elsewise.mix;

import dev.elsewise.scm.Panel;
import java.util.Arrays;

/** What inputs cost: that is in the data, whatever is fitted to them. */
record Spending(Panel data) {
    /** Over the window; 0 where it is free. */
    double of(Input input) {
        return sum(in(input));
    }

    /** In each row of the data. */
    double[] in(Input input) {
        return switch (input.spend()) {
            case Input.Cost.Free f -> new double[data.rows()];
            case Input.Cost.OfSold s -> new double[data.rows()];
            case Input.Cost.Spend s -> data.column(s.column());
            case Input.Cost.PerUnit p ->
                Arrays.stream(data.column(input.column()))
                        .map(x -> x * p.price())
                        .toArray();
        };
    }

    /** What one unit of what acts costs: on average over the window where a column says what was spent. */
    double price(Input input) {
        double amount = sum(data.column(input.column()));
        return amount == 0 ? 0 : of(input) / amount;
    }

    /** Σ over the window of a column of the data. */
    double sum(double[] column) {
        double sum = 0;
        int n = data.periods().size();
        for (int u = 0; u < data.units().size(); u++) {
            double own = 0;
            for (int t = data.history(); t < n; t++) {
                own += column[u * n + t];
            }
            sum += own;
        }
        return sum;
    }
}
