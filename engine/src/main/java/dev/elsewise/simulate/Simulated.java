package dev.elsewise.simulate;

import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The rows of a world and the truth about them.
 *
 * @param levels the values behind the codes of the category and key columns
 */
public record Simulated(Columns columns, Map<String, List<String>> levels, Truth truth) {
    public Simulated {
        levels = Map.copyOf(levels);
    }

    public Table table(Workspace workspace) {
        return workspace.table(columns, levels);
    }

    /**
     * Writes the rows as CSV, and the truth beside them in {@code FILE.truth.json}. Each file is written under another
     * name and then moved, so an old one is never half overwritten.
     *
     * @throws dev.elsewise.error.CannotWrite when the folder does not take the files
     */
    public void writeCsv(Path file) {
        new CsvFile(columns, levels).write(file);
        Beside.write(truthBeside(file), out -> out.write(truth.json().getBytes(StandardCharsets.UTF_8)));
    }

    /** Where {@link #writeCsv} puts the truth about a file. */
    public static Path truthBeside(Path file) {
        return file.resolveSibling(file.getFileName() + ".truth.json");
    }
}
