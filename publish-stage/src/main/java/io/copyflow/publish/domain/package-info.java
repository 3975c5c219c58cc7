/** The rules of release; knows neither Avro nor Kafka. */
@NullMarked
package io.copyflow.publish.domain;

import org.jspecify.annotations.NullMarked;
