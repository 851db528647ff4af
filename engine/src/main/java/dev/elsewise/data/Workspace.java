package dev.elsewise.data;

import dev.elsewise.data.spi.MemoryBudget;
import dev.elsewise.data.spi.TableStore;
import dev.elsewise.data.spi.TableStoreProvider;
import dev.elsewise.error.Cancelled;
import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must have one owner: the database, a private temporary folder (removed on close, and when the JVM ends), the
 * threads, the memory budget, the progress listener, and cancellation.
 */
public final class Workspace implements AutoCloseable {
    private final Options options;
    private final Path folder;
    private final ExecutorService pool;
    private final MemoryBudget budget;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atExit;
    private @Nullable TableStore store;

    private Workspace(Options options) {
        this.options = options;
        // Arrays live in the heap, which may be smaller than what the user allows, and shares it with all else.
        budget =
                new MemoryBudget(Math.min(options.memory(), Runtime.getRuntime().maxMemory()) / 2);
        try {
            folder = Files.createTempDirectory(options.temporary(), "elsewise-");
        } catch (IOException e) {
            throw new CannotWrite(
                    "A temporary folder must be writable; \"" + options.temporary() + "\" is not: " + Reason.of(e)
                            + "\nMaybe the disk is full, or the folder (java.io.tmpdir) is not there.",
                    e);
        }
        pool = Executors.newFixedThreadPool(
                options.threads(),
                Thread.ofPlatform().daemon().name("elsewise-", 0).factory());
        atExit = Thread.ofPlatform().unstarted(this::removeFolder);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * How a workspace behaves.
     *
     * @param threads how many rows-at-a-time workers; results do not depend on it
     * @param memory bytes for our arrays and the database together; tables that do not fit are worked on out of core
     * @param temporary the folder under which the private one is made
     * @param placement whether tables may be kept in memory
     * @param progress hears what is being done
     */
    public record Options(int threads, long memory, Path temporary, Placement placement, Progress progress) {
        public static Options withDefaults() {
            long half = Math.max(1L << 28, Runtime.getRuntime().maxMemory());
            return new Options(
                    Runtime.getRuntime().availableProcessors(),
                    half,
                    Path.of(System.getProperty("java.io.tmpdir")),
                    Placement.AUTOMATIC,
                    Progress.SILENT);
        }

        public Options withThreads(int value) {
            return new Options(value, memory, temporary, placement, progress);
        }

        public Options withMemory(long bytes) {
            return new Options(threads, bytes, temporary, placement, progress);
        }

        public Options withTemporary(Path value) {
            return new Options(threads, memory, value, placement, progress);
        }

        public Options withPlacement(Placement value) {
            return new Options(threads, memory, temporary, value, progress);
        }

        public Options withProgress(Progress value) {
            return new Options(threads, memory, temporary, placement, value);
        }
    }

    /** Where tables are worked on. The numbers do not depend on it. */
    public enum Placement {
        /** In memory when the budget allows. */
        AUTOMATIC,
        /** Always in primitive arrays. */
        MEMORY,
        /** Always from a temporary database file. */
        DISK
    }

    /** Hears what is being done, from any thread. */
    public interface Progress {
        Progress SILENT = (step, done, of) -> {};

        /** @param of how many units the step has; 0 when unknown */
        void at(String step, long done, long of);
    }

    private static final class Shared {
        static final Workspace INSTANCE = open(Options.withDefaults());
    }

    /** The workspace of {@link Table#open(String)}; lives as long as the JVM. */
    public static Workspace shared() {
        return Shared.INSTANCE;
    }

    public static Workspace open(Options options) {
        return new Workspace(options);
    }

    public static Workspace open() {
        return new Workspace(Options.withDefaults());
    }

    public Options options() {
        return options;
    }

    /** A private folder, gone when the workspace closes. */
    public Path folder() {
        return folder;
    }

    /** What the tables' arrays may take of the memory; the rest is the database's. */
    public MemoryBudget budget() {
        return budget;
    }

    public ExecutorService pool() {
        return pool;
    }

    public Table open(Source source) {
        return store().open(source);
    }

    /** The column names in the first line of delimited text, so that only some need to be read. */
    public List<String> header(Source.Csv source) {
        return store().header(source);
    }

    /** A table of columns that are in memory, without category levels. */
    public Table table(Columns columns) {
        return table(columns, Map.of());
    }

    /** A table of columns that are in memory, with the levels of its category columns. */
    public Table table(Columns columns, Map<String, List<String>> levels) {
        return store().hold(columns, levels);
    }

    /** From here on no expression may reach a file that is not open yet. */
    public void seal() {
        store().seal();
    }

    /** Asks running folds to stop at the next stripe. */
    public void cancel() {
        cancelled.set(true);
    }

    /** @throws Cancelled when {@link #cancel} was called */
    public void checkCancelled() {
        if (cancelled.get()) {
            throw new Cancelled("The run was interrupted; nothing was written.");
        }
    }

    private synchronized TableStore store() {
        if (closed.get()) {
            throw new IllegalStateException("The workspace is closed.");
        }
        if (store == null) {
            store = ServiceLoader.load(TableStoreProvider.class, Workspace.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No TableStoreProvider on the class or module path."))
                    .create(this);
        }
        return store;
    }

    @Override
    public synchronized void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        pool.shutdownNow();
        if (store != null) {
            store.close();
        }
        removeFolder();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is running or has run: the folder is gone either way.
        }
    }

    private void removeFolder() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // A temporary folder that cannot be removed is the operating system's to clean.
        }
    }
}
