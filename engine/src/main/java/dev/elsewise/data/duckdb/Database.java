package dev.elsewise.data.duckdb;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.ElsewiseException;
import dev.elsewise.error.EstimationFailed;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;

/** The embedded database of one workspace: a connection for whoever needs one, and a temporary file to spill into. */
final class Database implements AutoCloseable {
    private final DuckDBConnection root;
    private final ConcurrentLinkedQueue<DuckDBConnection> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();
    private final Path file;
    private final long memory;
    private boolean attached;

    Database(Workspace workspace) {
        memory = Math.max(128L << 20, workspace.options().memory() / 5 * 2);
        file = workspace.folder().resolve("scratch.duckdb");
        Properties settings = new Properties();
        settings.put("threads", Integer.toString(workspace.options().threads()));
        settings.put("memory_limit", (memory >> 20) + "MiB");
        settings.put("temp_directory", workspace.folder().resolve("spill").toString());
        settings.put("preserve_insertion_order", "true");
        settings.put("autoinstall_known_extensions", "false");
        settings.put("autoload_known_extensions", "false");
        try {
            root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded database does not start: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw notUnpacked(e);
        }
    }

    /** The database's native library is unpacked into the JVM's temporary folder first, unless it was laid out beside us. */
    private static CannotWrite notUnpacked(LinkageError e) {
        Throwable reason = e;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return new CannotWrite(
                "The embedded database needs room for its native library (72 MB), from where programs may run; \""
                        + System.getProperty("java.io.tmpdir") + "\" does not give it: " + reason.getMessage()
                        + ".\nMaybe free some room, or name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR.",
                e);
    }

    /** Bytes that the database itself may use. */
    long memory() {
        return memory;
    }

    /** Something done with a connection. */
    interface Work<T> {
        T with(DuckDBConnection connection) throws SQLException;
    }

    /** Borrows a connection; a failure of the database becomes what {@code failure} says. */
    <T> T call(Work<T> work, Function<SQLException, ElsewiseException> failure) {
        DuckDBConnection connection = idle.poll();
        try {
            if (connection == null) {
                connection = duplicate();
            }
            return work.with(connection);
        } catch (SQLException e) {
            throw failure.apply(e);
        } finally {
            if (connection != null) {
                idle.add(connection);
            }
        }
    }

    private synchronized DuckDBConnection duplicate() throws SQLException {
        return root.duplicate();
    }

    /** A connection of one's own, to be closed by the caller. */
    DuckDBConnection own() {
        try {
            return duplicate();
        } catch (SQLException e) {
            throw unexpected(e);
        }
    }

    void execute(String sql) {
        execute(sql, Database::unexpected);
    }

    void execute(String sql, Function<SQLException, ElsewiseException> failure) {
        call(
                c -> {
                    try (Statement statement = c.createStatement()) {
                        return statement.execute(sql);
                    }
                },
                failure);
    }

    /** The rows of a short answer, as text. */
    List<List<String>> rows(String sql) {
        return rows(sql, Database::unexpected);
    }

    List<List<String>> rows(String sql, Function<SQLException, ElsewiseException> failure) {
        return call(
                c -> {
                    try (Statement statement = c.createStatement();
                            ResultSet result = statement.executeQuery(sql)) {
                        List<List<String>> rows = new ArrayList<>();
                        int width = result.getMetaData().getColumnCount();
                        while (result.next()) {
                            List<String> row = new ArrayList<>(width);
                            for (int i = 1; i <= width; i++) {
                                String value = result.getString(i);
                                row.add(value == null ? "" : value);
                            }
                            rows.add(row);
                        }
                        return rows;
                    }
                },
                failure);
    }

    /** A single whole number. */
    long number(String sql) {
        return number(sql, Database::unexpected);
    }

    long number(String sql, Function<SQLException, ElsewiseException> failure) {
        return Long.parseLong(rows(sql, failure).getFirst().getFirst());
    }

    /** A new name for a table or a type. */
    String fresh(String prefix) {
        return prefix + names.incrementAndGet();
    }

    /** A new table's full name: in memory, or in the temporary file. */
    String table(boolean onDisk) {
        if (!onDisk) {
            return "memory.main." + fresh("t");
        }
        attach();
        return "scratch.main." + fresh("t");
    }

    private synchronized void attach() {
        if (!attached) {
            execute("ATTACH " + Sql.text(file) + " AS scratch");
            attached = true;
        }
    }

    /** From here on no file is opened but those named. */
    void seal(List<Path> stillRead) {
        attach();
        String paths = stillRead.stream().map(Sql::text).collect(java.util.stream.Collectors.joining(", "));
        if (!stillRead.isEmpty()) {
            execute("SET GLOBAL allowed_paths = [" + paths + "]");
        }
        execute("SET GLOBAL enable_external_access = false");
    }

    /** A failure that is not the user's mistake: no room, or our own bug. */
    static ElsewiseException unexpected(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Out of Memory") || message.contains("No space left")) {
            return new EstimationFailed(
                    "The work must fit the memory budget and the temporary folder: " + SqlFailure.firstLine(e)
                            + "\nMaybe raise --memory, or free some room on the disk.",
                    e);
        }
        throw new IllegalStateException("The embedded database refused: " + message, e);
    }

    @Override
    public void close() {
        try {
            for (DuckDBConnection c = idle.poll(); c != null; c = idle.poll()) {
                c.close();
            }
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded database does not close: " + e.getMessage(), e);
        }
    }
}
