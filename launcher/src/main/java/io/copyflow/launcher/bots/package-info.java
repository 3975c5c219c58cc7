/** Bots that do the human steps, as an outside client would: by consuming events and producing commands. */
@NullMarked
package io.copyflow.launcher.bots;

import org.jspecify.annotations.NullMarked;
