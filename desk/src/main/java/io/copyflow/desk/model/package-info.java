/** What a story's facts add up to: pure functions over the log's events. */
@NullMarked
package io.copyflow.desk.model;

import org.jspecify.annotations.NullMarked;
