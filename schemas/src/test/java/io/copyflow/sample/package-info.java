/** Records to test with. */
@NullMarked
package io.copyflow.sample;

import org.jspecify.annotations.NullMarked;
