/** Private keys of people, as they lie on the people's own machines. */
@NullMarked
package io.copyflow.launcher.signing;

import org.jspecify.annotations.NullMarked;
