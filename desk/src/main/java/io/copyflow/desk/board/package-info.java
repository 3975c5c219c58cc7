/** Stories by phase, live. */
@NullMarked
package io.copyflow.desk.board;

import org.jspecify.annotations.NullMarked;
