/** The translation queue: one task for each story and target language, claimed, translated, submitted. */
@NullMarked
package io.copyflow.translate;

import org.jspecify.annotations.NullMarked;
