package dev.elsewise.study.data;

/** A column computed by a row-wise SQL expression. */
public record Derived(String name, String expression) {}
