package dev.elsewise.app;

import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a result, which a reader sees whole or not at all: it is written beside its place, then moved there; an
 * earlier result is put aside first and removed last. Whatever goes wrong, the earlier result stands.
 */
final class ResultDirectory implements AutoCloseable {
    private static final String RESULT = "result.json";
    private static final Set<String> OF_RESULT =
            Set.of(RESULT, "report.html", "study.yaml", "model.json", "comparison.json", "tables", "charts");
    private static final String ANSWER = "answer.json";
    private static final Set<String> OF_ANSWER = Set.of(ANSWER, "tables");

    private final Path place;
    private final Path beside;
    private boolean moved;

    private ResultDirectory(Path place, Path beside) {
        this.place = place;
        this.beside = beside;
    }

    /**
     * Makes sure, before any work is done, that a result can be written here.
     *
     * @throws CannotWrite when it cannot, or when the place holds something else than a result of ours
     */
    static ResultDirectory at(Path wanted) {
        return at(wanted, RESULT, OF_RESULT);
    }

    /** The same for what a stored model answers, which must not take the place of the model's own result. */
    static ResultDirectory ofAnswer(Path wanted) {
        return at(wanted, ANSWER, OF_ANSWER);
    }

    private static ResultDirectory at(Path wanted, String always, Set<String> ours) {
        Path place = wanted.toAbsolutePath().normalize();
        try {
            if (Files.exists(place)) {
                place = place.toRealPath();
            }
            Path parent = place.getParent();
            Path name = place.getFileName();
            if (parent == null || name == null) {
                throw new CannotWrite("--out must be a folder that can be replaced; found \"" + wanted
                        + "\".\nMaybe give a folder of its own: --out result");
            }
            refuseWhatIsNotOurs(wanted, place, always, ours);
            Files.createDirectories(parent);
            // Not createTempDirectory, whose folders only their owner may read.
            Path beside =
                    parent.resolve("." + name + "-" + ProcessHandle.current().pid());
            delete(beside);
            return new ResultDirectory(place, Files.createDirectory(beside));
        } catch (IOException e) {
            throw cannot(wanted, e);
        }
    }

    private static void refuseWhatIsNotOurs(Path wanted, Path place, String always, Set<String> ours)
            throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        if (!Files.isDirectory(place)) {
            throw new CannotWrite("--out must be a folder; \"" + wanted + "\" is a file."
                    + "\nMaybe give a folder of its own: --out result");
        }
        List<String> held;
        try (Stream<Path> files = Files.list(place)) {
            held = files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        }
        List<String> foreign = held.stream().filter(f -> !ours.contains(f)).toList();
        if (!foreign.isEmpty() || (!held.isEmpty() && !held.contains(always))) {
            throw new CannotWrite("--out must be new, empty or an earlier result; \"" + wanted + "\" holds "
                    + String.join(
                            ", ",
                            (foreign.isEmpty() ? held : foreign)
                                    .stream().limit(5).toList()) + "."
                    + "\nMaybe give a folder of its own: --out " + wanted.resolve("result"));
        }
    }

    /** Writes one file of the result, such as {@code tables/segments.csv}. */
    void write(String name, CharSequence content) {
        try {
            Path file = beside.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, content);
        } catch (IOException e) {
            throw cannot(place, e);
        }
    }

    /** Moves the result into its place. */
    void publish() {
        Path aside = beside.resolveSibling(beside.getFileName() + "-earlier");
        try {
            boolean earlier = Files.exists(place);
            if (earlier) {
                Files.move(place, aside);
            }
            try {
                Files.move(beside, place);
                moved = true;
            } catch (IOException e) {
                if (earlier) {
                    Files.move(aside, place);
                }
                throw e;
            }
            delete(aside);
        } catch (IOException e) {
            throw cannot(place, e);
        }
    }

    /** Removes what was written if it was not published. */
    @Override
    public void close() {
        if (!moved) {
            delete(beside);
        }
    }

    private static CannotWrite cannot(Path place, IOException e) {
        return new CannotWrite(
                "The result must be writable to \"" + place + "\"; it is not (" + Reason.of(e)
                        + "). What was there is untouched.\nMaybe the disk is full, or the folder above it is not yours.",
                e);
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException gone) {
            // As wanted.
        } catch (IOException | UncheckedIOException e) {
            // What cannot be removed is left beside, under a name that says whose it is.
        }
    }
}
