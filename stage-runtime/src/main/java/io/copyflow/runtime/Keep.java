package io.copyflow.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Something to put on a shelf, or to take off it.
 *
 * @param value null to take off
 */
public record Keep<V extends SpecificRecord>(
        Shelf<V> shelf, String key, @Nullable V value) {}
