/** The newsroom as the directory has it: people, editions, channels, policies, to be read. */
@NullMarked
package io.copyflow.desk.newsroom;

import org.jspecify.annotations.NullMarked;
