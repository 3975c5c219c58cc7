/** The rules of a story, free of Kafka and Avro. */
@NullMarked
package io.copyflow.ingest.domain;

import org.jspecify.annotations.NullMarked;
