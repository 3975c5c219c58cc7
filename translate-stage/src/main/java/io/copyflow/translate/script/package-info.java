/** Kazakh written in Cyrillic letters, in the other scripts it is published in. */
@NullMarked
package io.copyflow.translate.script;

import org.jspecify.annotations.NullMarked;
