/** An editor reads a version and decides on it. */
@NullMarked
package io.copyflow.desk.review;

import org.jspecify.annotations.NullMarked;
