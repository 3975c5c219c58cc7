package io.copyflow.channels.website;

import io.copyflow.channels.delivery.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the site knows of a story: for each language the release last delivered.
 *
 * @param storyId the story
 * @param sourceLanguage the language it was written in; null while nothing is known of it
 * @param languages by BCP 47 tag
 */
record Family(String storyId, @Nullable String sourceLanguage, Map<String, Standing> languages) {

    Family {
        languages = Map.copyOf(languages);
    }

    /**
     * A language as it stands on the site.
     *
     * @param sequence the release sequence last delivered, withdrawals included
     * @param live whether there is a page
     * @param withheld whether it may come back
     * @param firstPublishedAt when the story was first released in this language
     * @param publishedAt when the last release or withdrawal was made
     * @param urgency 1 (flash) to 8
     * @param change how the release was meant when it replaced another; null for a first one and for small changes
     * @param headline of the page; empty when there is none
     * @param standfirst of the page
     */
    record Standing(
            long sequence,
            boolean live,
            boolean withheld,
            Instant firstPublishedAt,
            Instant publishedAt,
            int urgency,
            Version.@Nullable Change change,
            String headline,
            @Nullable String standfirst) {}

    static Family unknown(String storyId) {
        return new Family(storyId, null, Map.of());
    }

    /** Whether the version is news: what is not newer than what was delivered is dropped (docs/semantics.md, rule 19). */
    boolean isNews(Version version) {
        Standing standing = languages.get(version.language());
        return standing == null || version.sequence() > standing.sequence();
    }

    Family with(Version version) {
        Map<String, Standing> changed = new TreeMap<>(languages);
        changed.put(
                version.language(),
                new Standing(
                        version.sequence(),
                        version.isLive(),
                        version.withheld(),
                        version.firstPublishedAt(),
                        version.publishedAt(),
                        version.urgency(),
                        version.change(),
                        version.headline(),
                        version.standfirst()));
        return new Family(storyId, version.sourceLanguage(), changed);
    }

    /** As it stands once a language has no page any more, with the sequence it had. */
    Family withdrawn(String language) {
        Standing standing = languages.get(language);
        return standing == null ? this : withdrawn(language, standing.publishedAt());
    }

    /** @param at when that was */
    Family withdrawn(String language, Instant at) {
        Map<String, Standing> changed = new TreeMap<>(languages);
        changed.computeIfPresent(
                language,
                (_, standing) -> new Standing(
                        standing.sequence(),
                        false,
                        false,
                        standing.firstPublishedAt(),
                        at,
                        standing.urgency(),
                        null,
                        "",
                        null));
        return new Family(storyId, sourceLanguage, changed);
    }

    /** The release sequence last delivered in a language; 0 for none. */
    long sequence(String language) {
        Standing standing = languages.get(language);
        return standing == null ? 0 : standing.sequence();
    }

    /** How a language stands that is known to stand somehow. */
    Standing standing(String language) {
        return Objects.requireNonNull(languages.get(language), language);
    }

    /** When any language of it was last released or withdrawn. */
    Instant changedAt() {
        return languages.values().stream()
                .map(Standing::publishedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    boolean isLive(String language) {
        Standing standing = languages.get(language);
        return standing != null && standing.live();
    }

    /** The languages there are pages in, in the order of their tags. */
    List<String> live() {
        List<String> live = new ArrayList<>();
        new TreeMap<>(languages).forEach((language, standing) -> {
            if (standing.live()) {
                live.add(language);
            }
        });
        return live;
    }
}
