/** What the desk asks of others in its process: declared here, answered elsewhere, and perhaps by nobody. */
@NullMarked
package io.copyflow.desk.aid;

import org.jspecify.annotations.NullMarked;
