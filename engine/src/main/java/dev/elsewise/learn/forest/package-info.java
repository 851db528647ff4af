/**
 * A random forest on dense columns, made for tables that fit into memory and are fitted often: hundreds to some ten thousand
 * rows, a few dozen columns.
 */
package dev.elsewise.learn.forest;
