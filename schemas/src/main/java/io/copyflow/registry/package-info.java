/** Schema registries: asking one, and being one. */
@NullMarked
package io.copyflow.registry;

import org.jspecify.annotations.NullMarked;
