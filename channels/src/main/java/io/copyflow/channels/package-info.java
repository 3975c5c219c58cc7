/** Reference downstream publishers: each a plain consumer of copyflow.published.v1, as any outsider could write one. */
@NullMarked
package io.copyflow.channels;

import org.jspecify.annotations.NullMarked;
