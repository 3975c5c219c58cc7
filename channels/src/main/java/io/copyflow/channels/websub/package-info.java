/** A WebSub hub: tells subscribers of the website's feeds what changed, as soon as it did. */
@NullMarked
package io.copyflow.channels.websub;

import org.jspecify.annotations.NullMarked;
