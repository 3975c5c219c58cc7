package io.copyflow.runtime;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record as a stage reads it.
 *
 * @param topic where it came from
 * @param key its key
 * @param value its value
 * @param recordedAt the record's time; in a topic of commands, the broker's when it came
 * @param now the time of decision, in whole milliseconds
 */
public record Inbound(String topic, String key, SpecificRecord value, Instant recordedAt, Instant now) {}
