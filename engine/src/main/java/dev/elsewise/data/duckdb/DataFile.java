package dev.elsewise.data.duckdb;

import dev.elsewise.error.BadData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks at a file before the database does, so that what is wrong is said in our words. */
final class DataFile {
    private DataFile() {}

    /** @throws BadData when it is missing, a folder, empty, or may not be read */
    static void requireReadable(Path path) {
        if (!Files.exists(path)) {
            throw new BadData("The data file must exist; \"" + path + "\" does not." + near(path));
        }
        if (Files.isDirectory(path)) {
            throw new BadData("The data must be a file; \"" + path + "\" is a folder." + "\nMaybe name a file in it.");
        }
        if (!Files.isReadable(path)) {
            throw new BadData(
                    "The data file must be readable; \"" + path + "\" is not.\nMaybe its permissions forbid it.");
        }
        if (size(path) == 0) {
            throw new BadData("The data file must have a first line with the column names; \"" + path + "\" is empty."
                    + "\nMaybe what wrote it failed.");
        }
    }

    /** About how many bytes of text it holds. */
    static long textSize(Path path) {
        return path.toString().endsWith(".gz") ? 6 * size(path) : size(path);
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new BadData(
                    "The data file \"" + path + "\" cannot be read: " + e.getMessage()
                            + "\nMaybe the disk or the network share it lies on is away.",
                    e);
        }
    }

    private static String near(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        Path name = path.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return "\nMaybe the folder \"" + folder
                    + "\" is another one: a path in a study starts at the study's folder.";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return dev.elsewise.error.Nearest.hint(
                    name.toString(),
                    files.map(Path::getFileName).map(Path::toString).sorted().toList());
        } catch (IOException e) {
            return "\nMaybe its folder may not be read.";
        }
    }
}
