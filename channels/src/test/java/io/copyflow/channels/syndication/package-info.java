@NullMarked
package io.copyflow.channels.syndication;

import org.jspecify.annotations.NullMarked;
