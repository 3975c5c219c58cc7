/** The demonstration: one story in every language, from a reporter's file to a published page. */
@NullMarked
package io.copyflow.launcher.demo;

import org.jspecify.annotations.NullMarked;
