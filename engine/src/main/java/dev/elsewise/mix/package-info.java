/**
 * Media mix: how spend carries over into later periods and saturates, as transforms of a structural model's edges.
 */
package dev.elsewise.mix;
