/** The command line, and everything in one process. */
@NullMarked
package io.copyflow.launcher;

import org.jspecify.annotations.NullMarked;
