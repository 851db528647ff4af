/**
 * What to do next: how to spend a budget on levers whose response a model has estimated, with a certificate that no better plan
 * was near.
 */
package dev.elsewise.decide;
