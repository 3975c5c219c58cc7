/** The first stage: stories come in, are numbered, cut into segments, revised and spiked. */
@NullMarked
package io.copyflow.ingest;

import org.jspecify.annotations.NullMarked;
