/** The reference documents that are made from the catalogue. */
@NullMarked
package io.copyflow.reference;

import org.jspecify.annotations.NullMarked;
