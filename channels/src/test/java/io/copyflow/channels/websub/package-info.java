@NullMarked
package io.copyflow.channels.websub;

import org.jspecify.annotations.NullMarked;
