/**
 * The translation memory in the running system: fed from its topics, asked over HTTP, filled from files.
 */
@NullMarked
package io.copyflow.translate.recall;

import org.jspecify.annotations.NullMarked;
