/** What the tests of several modules share. It knows no stage and no type of the runtime. */
@NullMarked
package io.copyflow.testkit;

import org.jspecify.annotations.NullMarked;
