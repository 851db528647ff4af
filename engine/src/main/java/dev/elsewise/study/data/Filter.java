package dev.elsewise.study.data;

/** Keeps the rows for which a row-wise SQL expression is true. */
public record Filter(String keep, String because) {}
