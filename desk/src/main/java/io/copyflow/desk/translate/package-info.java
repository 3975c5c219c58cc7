/** The translators' queue, and the editor in which they work. */
@NullMarked
package io.copyflow.desk.translate;

import org.jspecify.annotations.NullMarked;
