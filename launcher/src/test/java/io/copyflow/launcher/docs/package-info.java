/** The documents tell the truth: their links, their examples, and what they repeat of the code. */
@NullMarked
package io.copyflow.launcher.docs;

import org.jspecify.annotations.NullMarked;
