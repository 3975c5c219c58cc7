/** Editorial review, then sign-off by web editors. */
@NullMarked
package io.copyflow.review;

import org.jspecify.annotations.NullMarked;
