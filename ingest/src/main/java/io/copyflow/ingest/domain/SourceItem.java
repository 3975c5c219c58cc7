package io.copyflow.ingest.domain;

import org.jspecify.annotations.Nullable;

/**
 * The item of a wire or another system that a story was made from.
 *
 * @param uri the identity the provider gave it
 * @param version the version the provider gave it, if any
 */
public record SourceItem(String uri, @Nullable String version) {}
