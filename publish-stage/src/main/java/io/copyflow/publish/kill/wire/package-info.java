/** Releases as records: the only classes here that know both Avro and the domain. */
@NullMarked
package io.copyflow.publish.kill.wire;

import org.jspecify.annotations.NullMarked;
