/** Offers the queue to people and programs over HTTP, and takes what they do with it. */
@NullMarked
package io.copyflow.translate.desk;

import org.jspecify.annotations.NullMarked;
