package dev.elsewise.study.data;

/** A named study that fills in what a file leaves out, and its text. */
public record Recipe(String name, String text) {}
