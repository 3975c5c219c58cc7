/** Syndication for member media: a content API in ninjs and NewsML-G2, signed webhooks. */
@NullMarked
package io.copyflow.channels.syndication;

import org.jspecify.annotations.NullMarked;
