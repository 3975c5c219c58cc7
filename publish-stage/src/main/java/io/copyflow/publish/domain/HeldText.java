package io.copyflow.publish.domain;

/**
 * Which text lies ready for release.
 *
 * @param contentHash its hash, reckoned from the text itself; empty when it could not be, which matches nothing
 * @param sourceRevision the source revision it rests on
 */
public record HeldText(String contentHash, int sourceRevision) {}
