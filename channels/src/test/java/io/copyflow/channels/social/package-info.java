@NullMarked
package io.copyflow.channels.social;

import org.jspecify.annotations.NullMarked;
