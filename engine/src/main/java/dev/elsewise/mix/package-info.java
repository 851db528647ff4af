/**
 * Media-mix models: carry-over, saturation, and a recipe that makes a structural causal model of them and reads what marketers ask
 * from it.
 * Media mix: how spend carries over into later periods and saturates, as transforms of a structural model's edges.
 */
package dev.elsewise.mix;
