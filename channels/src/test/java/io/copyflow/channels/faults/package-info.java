/** Every way out at once, through servers that fail in every way, a disk that fails and processes that are killed. */
@NullMarked
package io.copyflow.channels.faults;

import org.jspecify.annotations.NullMarked;
