/** Side-by-side benchmarks, and the logs that they run on. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.bench;
