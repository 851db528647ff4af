package dev.elsewise.data.spi;

import dev.elsewise.data.Workspace;

/** Makes a store for a workspace; found by {@link java.util.ServiceLoader}. */
public interface TableStoreProvider {
    TableStore create(Workspace workspace);
}
