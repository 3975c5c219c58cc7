/** Syndication for member media: a content API in ninjs and NewsML-G2, signed webhooks, a WebSub hub. */
@NullMarked
package io.copyflow.channels.syndication;

import org.jspecify.annotations.NullMarked;
