/** How fast versions pass, against what bare Kafka does on the same machine in the same run. */
@NullMarked
package io.copyflow.launcher.bench;

import org.jspecify.annotations.NullMarked;
