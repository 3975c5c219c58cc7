/** Where stories are Avro records and domain values at once. */
@NullMarked
package io.copyflow.ingest.wire;

import org.jspecify.annotations.NullMarked;
