package dev.elsewise.study.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import dev.elsewise.mix.Input;
import dev.elsewise.study.mix.MixStudy.Aggregation;
import dev.elsewise.study.mix.MixStudy.Grain;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Columns over the periods of the analysis: those of the data, or days put together to whole weeks (from Monday) or months. Days of a
 * week that is not whole are left out.
 *
 * @param periods the first day of each
 * @param checks what the putting together was checked by
 */
record Periods(List<LocalDate> periods, Map<String, double[]> columns, List<Diagnostic> checks) {
    private static final double TOLERANCE = 1e-12;

    /** @param ledger receives what was put together, and what was left out */
    static Periods of(MixStudy study, Grid grid, Map<String, double[]> columns, List<String> ledger) {
        return study.calendar().aggregates()
                ? new Gathered(study, grid, columns).periods(ledger)
                : new Periods(grid.periods(), columns, List.of());
    }

    /** Days put together. */
    private static final class Gathered {
        private final MixStudy study;
        private final Grid grid;
        private final Map<String, double[]> days;
        private final Grain to;
        private final List<LocalDate> starts = new ArrayList<>();
        private int first;
        private int end;

        Gathered(MixStudy study, Grid grid, Map<String, double[]> days) {
            this.study = study;
            this.grid = grid;
            this.days = days;
            this.to = study.calendar().to();
        }

        Periods periods(List<String> ledger) {
            cut();
            Map<String, Aggregation> how = how();
            Map<String, double[]> columns = new LinkedHashMap<>();
            double worst = 0;
            for (Map.Entry<String, double[]> column : days.entrySet()) {
                Aggregation aggregation = how.getOrDefault(column.getKey(), Aggregation.MEAN);
                double[] together =
                        study.mix().value().filter(column.getKey()::equals).isPresent()
                                ? valued(column.getValue())
                                : together(column.getValue(), aggregation);
                columns.put(column.getKey(), together);
                if (aggregation == Aggregation.SUM) {
                    worst = Math.max(worst, difference(column.getValue(), together));
                }
            }
            say(how, ledger);
            String name = grid.periods().size() + " days in " + starts.size() + " " + to.period() + "s";
            return new Periods(
                    List.copyOf(starts),
                    columns,
                    List.of(new Diagnostic(
                            "days add up to " + to.period() + "s",
                            worst,
                            TOLERANCE,
                            worst <= TOLERANCE ? Verdict.PASS : Verdict.FAIL,
                            worst <= TOLERANCE
                                    ? "Every sum over " + to.period() + "s is the sum over their days; " + name + "."
                                    : "A sum over " + to.period() + "s differs from the sum over their days by " + worst
                                            + " of it.")));
        }

        /** Which days are of whole periods. */
        private void cut() {
            List<LocalDate> all = grid.periods();
            LocalDate start = to.startOf(all.getFirst());
            if (start.isBefore(all.getFirst())) {
                start = to.after(start);
            }
            while (!to.after(start).isAfter(all.getLast().plusDays(1))) {
                starts.add(start);
                start = to.after(start);
            }
            if (starts.size() < 2) {
                throw new BadData(
                        "There must be two whole " + to.period() + "s or more; from " + all.getFirst() + " to "
                                + all.getLast() + (starts.isEmpty() ? " there is none." : " there is one.")
                                + "\nMaybe say calendar: daily.");
            }
            first = all.indexOf(starts.getFirst());
            end = first + (int) ChronoUnit.DAYS.between(starts.getFirst(), start);
        }

        private double[] together(double[] values, Aggregation how) {
            int n = grid.periods().size();
            double[] result = new double[grid.units().size() * starts.size()];
            for (int u = 0; u < grid.units().size(); u++) {
                for (int p = 0; p < starts.size(); p++) {
                    int from = u * n + day(p);
                    int until = u * n + day(p + 1);
                    double sum = 0;
                    double most = Double.NEGATIVE_INFINITY;
                    for (int t = from; t < until; t++) {
                        sum += values[t];
                        most = Math.max(most, values[t]);
                    }
                    result[u * starts.size() + p] = switch (how) {
                        case SUM -> sum;
                        case MEAN -> sum / (until - from);
                        case LAST -> values[until - 1];
                        case MAXIMUM -> most;
                    };
                }
            }
            return result;
        }

        /** The value of a unit of the outcome, weighted by the outcome. */
        private double[] valued(double[] values) {
            double[] outcome = column(study.mix().outcome());
            double[] money = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                money[i] = values[i] * outcome[i];
            }
            double[] sums = together(money, Aggregation.SUM);
            double[] units = together(outcome, Aggregation.SUM);
            double[] means = together(values, Aggregation.MEAN);
            for (int i = 0; i < sums.length; i++) {
                sums[i] = units[i] == 0 ? means[i] : sums[i] / units[i];
            }
            return sums;
        }

        private double[] column(String name) {
            double[] values = days.get(name);
            if (values == null) {
                throw new IllegalStateException("There is no column " + name + ".");
            }
            return values;
        }

        /** The first day of a period, counted from the first of the data. */
        private int day(int period) {
            return period == starts.size()
                    ? end
                    : (int) ChronoUnit.DAYS.between(grid.periods().getFirst(), starts.get(period));
        }

        /** How far the total over periods is from that over their days, relative to the sizes that were added. */
        private double difference(double[] values, double[] together) {
            int n = grid.periods().size();
            double ofDays = 0;
            double size = 0;
            for (int u = 0; u < grid.units().size(); u++) {
                for (int t = first; t < end; t++) {
                    if (!Double.isNaN(values[u * n + t])) {
                        ofDays += values[u * n + t];
                        size += Math.abs(values[u * n + t]);
                    }
                }
            }
            double ofPeriods = 0;
            for (double value : together) {
                ofPeriods += value;
            }
            return size == 0 || Double.isNaN(ofPeriods) ? 0 : Math.abs(ofDays - ofPeriods) / size;
        }

        /** How each column is put together: by its role, unless the study says. */
        private Map<String, Aggregation> how() {
            Map<String, Aggregation> how = new LinkedHashMap<>();
            for (Input input : study.mix().inputs()) {
                how.put(
                        input.column(),
                        input.role().acts()
                                ? Aggregation.SUM
                                : input.role() == Input.Role.EVENT ? Aggregation.MAXIMUM : Aggregation.MEAN);
            }
            for (Input input : study.mix().inputs()) {
                if (input.spend() instanceof Input.Cost.Spend spend) {
                    how.put(spend.column(), Aggregation.SUM);
                }
            }
            how.putAll(study.calendar().of());
            how.put(study.mix().outcome(), Aggregation.SUM);
            return how;
        }

        private void say(Map<String, Aggregation> how, List<String> ledger) {
            for (Aggregation each : Aggregation.values()) {
                List<String> names = days.keySet().stream()
                        .filter(name -> how.getOrDefault(name, Aggregation.MEAN) == each)
                        .toList();
                if (!names.isEmpty()) {
                    ledger.add(Found.count(end - first, "day") + " put together to "
                            + Found.count(starts.size(), to.period()) + " by their "
                            + each.name().toLowerCase(Locale.ROOT) + ": " + String.join(", ", names) + ".");
                }
            }
            int after = grid.periods().size() - end;
            if (first > 0) {
                ledger.add(Found.count(first, "day") + " before " + starts.getFirst() + " left out: their "
                        + to.period() + " is not whole.");
            }
            if (after > 0) {
                ledger.add(Found.count(after, "day") + " from " + grid.periods().get(end) + " left out: their "
                        + to.period() + " is not whole.");
            }
        }
    }
}
