/** The website channel: static pages from the published log, and a server for them. */
@NullMarked
package io.copyflow.channels.website;

import org.jspecify.annotations.NullMarked;
