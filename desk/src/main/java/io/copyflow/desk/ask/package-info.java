/** Commands to the stages, answered with their outcome. */
@NullMarked
package io.copyflow.desk.ask;

import org.jspecify.annotations.NullMarked;
