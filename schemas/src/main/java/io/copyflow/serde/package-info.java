/** Avro in Confluent's wire framing. */
@NullMarked
package io.copyflow.serde;

import org.jspecify.annotations.NullMarked;
