/** The release gate and the published log. */
@NullMarked
package io.copyflow.publish;

import org.jspecify.annotations.NullMarked;
