package io.copyflow.translate.domain;

/**
 * Somebody who worked on the text of a segment.
 *
 * @param person their id
 * @param edited whether the segment had been handed in before
 */
public record Hand(String person, boolean edited) {}
