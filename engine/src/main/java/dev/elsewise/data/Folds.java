package dev.elsewise.data;

/**
 * A table with its rows dealt to folds.
 *
 * @param column the number column that holds each row's fold, 0 … count − 1; empty without folds
 * @param count how many folds; 1 without folds
 */
public record Folds(Table table, String column, int count) {}
