/**
 * Media-mix models: carry-over, saturation, and a recipe that makes a structural causal model of them and reads what marketers ask
 * from it.
 */
package dev.elsewise.mix;
