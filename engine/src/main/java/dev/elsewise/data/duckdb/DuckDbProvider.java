package dev.elsewise.data.duckdb;

import dev.elsewise.data.Workspace;
import dev.elsewise.data.spi.TableStore;
import dev.elsewise.data.spi.TableStoreProvider;

/** Makes DuckDB stores; named in the module and in {@code META-INF/services}. */
public final class DuckDbProvider implements TableStoreProvider {
    @Override
    public TableStore create(Workspace workspace) {
        return new DuckDbStore(workspace);
    }
}
