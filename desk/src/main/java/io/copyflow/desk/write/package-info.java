/** Writing a story, and revising one. */
@NullMarked
package io.copyflow.desk.write;

import org.jspecify.annotations.NullMarked;
