/** What every stage needs to be a stage; no newsroom words in it. */
@NullMarked
package io.copyflow.runtime;

import org.jspecify.annotations.NullMarked;
