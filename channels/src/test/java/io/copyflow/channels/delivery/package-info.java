@NullMarked
package io.copyflow.channels.delivery;

import org.jspecify.annotations.NullMarked;
