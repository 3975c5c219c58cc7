/** Stages, gateways, channels and a broker put together in one process. */
@NullMarked
package io.copyflow.launcher.process;

import org.jspecify.annotations.NullMarked;
