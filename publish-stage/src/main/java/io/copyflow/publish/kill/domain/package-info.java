/** The rules of killing; knows neither Avro nor Kafka. */
@NullMarked
package io.copyflow.publish.kill.domain;

import org.jspecify.annotations.NullMarked;
