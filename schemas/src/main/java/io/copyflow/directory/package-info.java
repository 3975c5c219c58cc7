/** The newsroom's directory as every module reads it. */
@NullMarked
package io.copyflow.directory;

import org.jspecify.annotations.NullMarked;
