package io.copyflow.publish.domain;

/**
 * An embargo that came with the source text or its wire item.
 *
 * @param number the one ingest gave the fact that says so
 */
public record Said(Embargo embargo, long number) {}
