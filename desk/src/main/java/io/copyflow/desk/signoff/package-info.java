/** A web editor sees what will be published, and signs it. */
@NullMarked
package io.copyflow.desk.signoff;

import org.jspecify.annotations.NullMarked;
