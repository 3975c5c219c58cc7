/** Brokers and stages as processes of their own on this machine, to try what a cluster does and to end them at will. */
@NullMarked
package io.copyflow.launcher.cluster;

import org.jspecify.annotations.NullMarked;
