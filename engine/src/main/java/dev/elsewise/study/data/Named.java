package dev.elsewise.study.data;

/** A column that a study names, and where: "study.yaml line 12". */
public record Named(String column, String place) {}
