/** Review and sign-off as records: the only classes here that know both Avro and the domain. */
@NullMarked
package io.copyflow.review.wire;

import org.jspecify.annotations.NullMarked;
