package io.copyflow.runtime;

import org.apache.avro.specific.SpecificRecord;

/**
 * A store beside the aggregates', for what is large or rarely needed, such as texts.
 *
 * @param name the store's name, {@code <noun>-store}
 * @param valueType what it holds; one of {@code StateTypes}
 */
public record Shelf<V extends SpecificRecord>(String name, Class<V> valueType) {}
