/** The wallboard: how much waits, and how long things take. */
@NullMarked
package io.copyflow.desk.wall;

import org.jspecify.annotations.NullMarked;
