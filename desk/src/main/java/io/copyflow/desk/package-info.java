/** The newsroom's web desk. */
@NullMarked
package io.copyflow.desk;

import org.jspecify.annotations.NullMarked;
