package io.copyflow.runtime;

import io.copyflow.catalogue.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record to write.
 *
 * @param topic where to; one of the stage's outputs
 * @param key its key; the partition is that of the part before the first slash
 * @param value its value
 * @param type what it says, for the CloudEvents header, such as {@code TranslationClaimed}
 */
public record Output(Topic<?> topic, String key, SpecificRecord value, String type) {}
