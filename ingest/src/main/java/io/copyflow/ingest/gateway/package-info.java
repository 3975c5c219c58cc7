/** How stories come in: over HTTP and from a folder, as plain JSON or ninjs. */
@NullMarked
package io.copyflow.ingest.gateway;

import org.jspecify.annotations.NullMarked;
