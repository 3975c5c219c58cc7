/** The proof of what was published, from the log alone: docs/semantics.md, rule 26. */
@NullMarked
package io.copyflow.launcher.proof;

import org.jspecify.annotations.NullMarked;
