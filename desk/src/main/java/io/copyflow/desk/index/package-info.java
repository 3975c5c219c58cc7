/** The read model: the facts of each story and what is searched, in a Lucene index fed from the topics. */
@NullMarked
package io.copyflow.desk.index;

import org.jspecify.annotations.NullMarked;
