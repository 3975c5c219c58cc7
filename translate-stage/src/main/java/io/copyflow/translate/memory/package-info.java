/** What was translated and cleared before, found again by its source text. */
@NullMarked
package io.copyflow.translate.memory;

import org.jspecify.annotations.NullMarked;
