/** Pictures and videos by the hash of their bytes: the store, and what is looked at before anything goes into it. */
@NullMarked
package io.copyflow.media;

import org.jspecify.annotations.NullMarked;
