package io.copyflow.ingest.gateway;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A feed that is polled.
 *
 * @param id names it in the log and its state's file: lower-case letters, digits and hyphens
 * @param url http or https
 * @param language of entries that state none; null for the newsroom's
 * @param desk that answers for its stories; null for none
 * @param every how often it is looked at, when all is well
 * @param person who hands its entries in; null for the newsroom's wire-person
 */
public record FeedSource(
        String id,
        URI url,
        @Nullable String language,
        @Nullable String desk,
        Duration every,
        @Nullable String person) {}
