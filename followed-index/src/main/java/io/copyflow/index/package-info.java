/** A Lucene index in a folder, derived from topics and made again from them. No newsroom words in it. */
@NullMarked
package io.copyflow.index;

import org.jspecify.annotations.NullMarked;
