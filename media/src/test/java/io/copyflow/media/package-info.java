@NullMarked
package io.copyflow.media;

import org.jspecify.annotations.NullMarked;
