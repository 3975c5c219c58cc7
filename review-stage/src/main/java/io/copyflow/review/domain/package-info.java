/** The rules of review and sign-off; knows neither Avro nor Kafka. */
@NullMarked
package io.copyflow.review.domain;

import org.jspecify.annotations.NullMarked;
