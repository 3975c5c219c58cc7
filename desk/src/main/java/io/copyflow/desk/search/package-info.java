/** Everything that was written, and where it stands. */
@NullMarked
package io.copyflow.desk.search;

import org.jspecify.annotations.NullMarked;
