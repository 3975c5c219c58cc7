/** The topics, who owns them, and the ids their schemas have. */
@NullMarked
package io.copyflow.catalogue;

import org.jspecify.annotations.NullMarked;
