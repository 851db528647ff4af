/**
 * How well a model predicts weeks it has not seen: cuts of a series into training and test periods that keep the order of
 * time, and what predictions of the test periods are judged by.
 */
package dev.elsewise.learn.time;
