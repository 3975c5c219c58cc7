@org.jspecify.annotations.NullMarked
package io.copyflow.channels.website;
