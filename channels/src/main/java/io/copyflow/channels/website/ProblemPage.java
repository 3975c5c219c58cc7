package io.copyflow.channels.website;

/**
 * What the template {@code problem.jte} prints.
 *
 * @param label {@code gone} or {@code missing}
 * @param back the way to the edition's index or to the front page
 * @param backLabel the key of the words for it
 */
public record ProblemPage(Frame frame, String label, String back, String backLabel) {}
