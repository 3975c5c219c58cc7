/** The log, read for people: records, their order, their words. */
@NullMarked
package io.copyflow.launcher.log;

import org.jspecify.annotations.NullMarked;
