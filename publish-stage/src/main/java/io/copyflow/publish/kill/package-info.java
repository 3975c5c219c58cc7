/** The kill switch: a stage of its own, so that a kill waits behind nothing else. */
@NullMarked
package io.copyflow.publish.kill;

import org.jspecify.annotations.NullMarked;
