/** What each screen is for, in the reader's language. */
@NullMarked
package io.copyflow.desk.help;

import org.jspecify.annotations.NullMarked;
