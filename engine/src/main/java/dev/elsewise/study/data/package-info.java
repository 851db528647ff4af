/** What every kind of study says of its data: where they come from, and what is done to them before any analysis. */
package dev.elsewise.study.data;
