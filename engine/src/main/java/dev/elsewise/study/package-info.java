/** The study file, the one call that runs it, and its result. */
package dev.elsewise.study;
