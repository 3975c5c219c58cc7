/** Where drafts come from: the memory, machines, other scripts; and the workers that ask for them. */
@NullMarked
package io.copyflow.translate.engine;

import org.jspecify.annotations.NullMarked;
