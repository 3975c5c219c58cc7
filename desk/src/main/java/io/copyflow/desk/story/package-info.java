/** One story: its versions, their texts, what happened. */
@NullMarked
package io.copyflow.desk.story;

import org.jspecify.annotations.NullMarked;
