/** Worlds whose truth is known, so that an estimator, and a user's trust in it, can be tried before it matters. */
package dev.elsewise.simulate;
