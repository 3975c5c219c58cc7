/**
 * What a translation is checked for before an editor reads it, by Unicode's data for each language. Source:
 * docs/semantics.md, rule 11.
 */
@NullMarked
package io.copyflow.translate.checks;

import org.jspecify.annotations.NullMarked;
