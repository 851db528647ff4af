/** Whether intervals cover: thousands of worlds whose truth is known, too many for a build. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.bench.validity;
