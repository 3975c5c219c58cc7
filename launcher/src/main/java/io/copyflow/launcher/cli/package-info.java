/** One class for each command. */
@NullMarked
package io.copyflow.launcher.cli;

import org.jspecify.annotations.NullMarked;
