package dev.elsewise.bench.validity;

import dev.elsewise.check.DeterministicStrata;
import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.simulate.Simulated;
import dev.elsewise.simulate.SlateWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of a slate world that a study with default settings analyses: those of sizes at which not everyone is treated. */
record ComparedSlates(Table table, double truth) {
    static final String SIZE = "candidate_set_size";
    static final String LOG_SIZE = "log_size";
    private static final String TREATMENT = "is_top_3";

    static ComparedSlates of(SlateWorld world, Workspace workspace) {
        Simulated made = world.generate();
        Columns all = made.columns();
        double[] sizes = all.numbers(SIZE);
        Set<Double> alike = DeterministicStrata.of(made.table(workspace), TREATMENT, List.of(SIZE)).strata().stream()
                .map(stratum -> Double.valueOf(stratum.value()))
                .collect(Collectors.toSet());
        int[] kept = IntStream.range(0, all.rows())
                .filter(r -> !alike.contains(sizes[r]))
                .toArray();
        List<Column> columns = new ArrayList<>(all.schema().columns());
        List<Object> arrays = new ArrayList<>();
        for (Column column : columns) {
            arrays.add(
                    column.kind().coded()
                            ? IntStream.of(kept)
                                    .map(r -> all.codes(column.name())[r])
                                    .toArray()
                            : numbers(all.numbers(column.name()), kept));
        }
        columns.add(Column.number(LOG_SIZE));
        arrays.add(IntStream.of(kept).mapToDouble(r -> Math.log(sizes[r])).toArray());
        Map<String, List<String>> levels = new HashMap<>(made.levels());
        Columns held = new Columns(new Schema(columns), arrays.toArray(), kept.length);
        return new ComparedSlates(workspace.table(held, levels), made.truth().effect("everyone"));
    }

    private static double[] numbers(double[] values, int[] kept) {
        return IntStream.of(kept).mapToDouble(r -> values[r]).toArray();
    }
}
