/** The life of a media mix after it was fitted: stored, read again, asked, fitted to new data and validated. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.study.model;
