package dev.elsewise.data.duckdb;

import dev.elsewise.error.BadData;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of a query into primitive arrays. The database hands out chunks of any size; the caller takes as many
 * rows as it likes. Column 0 is the row's ordinal, then come the columns in their order.
 */
final class ChunkCursor implements AutoCloseable {
    private static final double EXACT = 0x1p53;

    private final List<StoredColumn> columns;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult result;
    private final DuckDBReadableVector[] vectors;
    private final @Nullable CodeMap[] maps;
    private int at;
    private int size;

    private ChunkCursor(List<StoredColumn> columns, DuckDBPreparedStatement statement) throws SQLException {
        this.columns = columns;
        this.statement = statement;
        this.result = statement.query();
        this.vectors = new DuckDBReadableVector[columns.size() + 1];
        this.maps = new CodeMap[columns.size()];
        for (int i = 0; i < maps.length; i++) {
            StoredColumn column = columns.get(i);
            maps[i] = column.coded() && column.dictionary().codes().exact()
                    ? column.dictionary().codes()
                    : null;
        }
    }

    /** @param sql gives the ordinal and then each column as {@link StoredColumn#readHashed} */
    static ChunkCursor open(DuckDBConnection connection, String sql, List<StoredColumn> columns) throws SQLException {
        DuckDBPreparedStatement statement = connection.prepare(sql);
        try {
            return new ChunkCursor(columns, statement);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /**
     * Copies up to {@code rows} rows to {@code offset} and on.
     *
     * @param ordinals may be empty when nobody wants them
     * @return how many rows there were
     */
    int copy(int rows, Object[] into, long[] ordinals, int offset) {
        int done = 0;
        while (done < rows) {
            if (at == size && !advance()) {
                break;
            }
            int run = Math.min(rows - done, size - at);
            for (int i = 0; i < columns.size(); i++) {
                if (into[i] instanceof int[] codes) {
                    copyCodes(vectors[i + 1], maps[i], codes, offset + done, run);
                } else {
                    copyNumbers(i, (double[]) into[i], offset + done, run);
                }
            }
            if (ordinals.length > 0) {
                DuckDBReadableVector vector = vectors[0];
                for (int r = 0; r < run; r++) {
                    ordinals[offset + done + r] = vector.getLong(at + r);
                }
            }
            at += run;
            done += run;
        }
        return done;
    }

    private boolean advance() {
        do {
            if (!result.nextChunk()) {
                return false;
            }
            size = (int) result.chunk().rowCount();
        } while (size == 0);
        DuckDBDataChunkReader chunk = result.chunk();
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.vector(i);
        }
        at = 0;
        return true;
    }

    private void copyCodes(DuckDBReadableVector vector, @Nullable CodeMap map, int[] into, int offset, int run) {
        if (map == null) {
            for (int r = 0; r < run; r++) {
                into[offset + r] = vector.getInt(at + r);
            }
            return;
        }
        long lastHash = -1;
        int lastCode = -1;
        for (int r = 0; r < run; r++) {
            long hash = vector.getLong(at + r);
            lastCode = hash == lastHash ? lastCode : map.code(hash);
            lastHash = hash;
            into[offset + r] = lastCode;
        }
    }

    private void copyNumbers(int column, double[] into, int offset, int run) {
        DuckDBReadableVector vector = vectors[column + 1];
        double largest = 0;
        for (int r = 0; r < run; r++) {
            double value = vector.getDouble(at + r, Double.NaN);
            into[offset + r] = value;
            double size = Math.abs(value);
            largest = size > largest ? size : largest;
        }
        if (largest == Double.POSITIVE_INFINITY
                || (largest >= EXACT && columns.get(column).wide())) {
            refuse(columns.get(column), into, offset, run);
        }
    }

    private void refuse(StoredColumn column, double[] values, int offset, int run) {
        for (int r = 0; r < run; r++) {
            double value = values[offset + r];
            long row = vectors[0].getLong(at + r) + 1;
            if (Double.isInfinite(value)) {
                throw new BadData("Column \"" + column.name() + "\" must hold finite numbers; row " + row + " holds "
                        + value + ".\nMaybe a division by zero or a logarithm of zero.");
            }
            if (column.wide() && Math.abs(value) >= EXACT) {
                throw new BadData(
                        "Column \"" + column.name() + "\" must hold whole numbers up to 2^53, which a double keeps"
                                + " exactly; row " + row + " holds " + new java.math.BigDecimal(value).toPlainString()
                                + ".\nMaybe it is an id: read it as a key.");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        result.close();
        statement.close();
    }
}
