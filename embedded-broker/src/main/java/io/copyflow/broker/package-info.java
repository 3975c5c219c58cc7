/** A real Kafka broker inside this JVM, so that a newcomer and a test need no cluster. */
@NullMarked
package io.copyflow.broker;

import org.jspecify.annotations.NullMarked;
