package io.copyflow.desk.web;

/** What is said where there is no page to show. */
public record ProblemPage(Frame frame, String text) {}
