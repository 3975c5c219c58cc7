/** The release gate: what is held and why, embargoes, schedules, withholding, corrections owed, the kill. */
@NullMarked
package io.copyflow.desk.release;

import org.jspecify.annotations.NullMarked;
