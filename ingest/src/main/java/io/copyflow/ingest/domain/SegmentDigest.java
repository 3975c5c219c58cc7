package io.copyflow.ingest.domain;

import io.copyflow.contract.SegmentKind;

/**
 * What a story remembers of a segment: enough to see what changed, without the text.
 *
 * @param hash as {@link io.copyflow.contract.SegmentHash} gives it
 */
public record SegmentDigest(String id, SegmentKind kind, String hash) {}
