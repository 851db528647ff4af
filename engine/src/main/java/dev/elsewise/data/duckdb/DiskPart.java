package dev.elsewise.data.duckdb;

/**
 * Where a coded column lies: a table in the temporary file whose rowid is the row's position.
 *
 * @param column its name there
 */
record DiskPart(String table, String column) {}
