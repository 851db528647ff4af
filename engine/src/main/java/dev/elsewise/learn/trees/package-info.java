/** Trees over dense columns, for tables that fit into memory and are fitted often. What grows them is found by ServiceLoader. */
package dev.elsewise.learn.trees;
