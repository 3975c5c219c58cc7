/** Signatures of commands, from records: over what a person signed, and whether it is theirs. */
@NullMarked
package io.copyflow.signature;

import org.jspecify.annotations.NullMarked;
