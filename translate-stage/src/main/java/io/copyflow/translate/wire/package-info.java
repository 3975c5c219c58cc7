/** The only classes here that know both Avro and the domain. */
@NullMarked
package io.copyflow.translate.wire;

import org.jspecify.annotations.NullMarked;
