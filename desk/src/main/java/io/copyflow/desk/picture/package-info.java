/** Pictures and videos of stories, for the desk's own pages. */
@NullMarked
package io.copyflow.desk.picture;

import org.jspecify.annotations.NullMarked;
