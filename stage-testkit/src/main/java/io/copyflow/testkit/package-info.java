/** What tests of stages share. */
@NullMarked
package io.copyflow.testkit;

import org.jspecify.annotations.NullMarked;
