package io.copyflow.channels.website;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The live stories of each edition in the order they were first released, so that indexes, feeds and sitemaps find theirs
 * without looking through all there are.
 */
final class Editions {

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::firstPublishedAt).reversed().thenComparing(Place::storyId);

    /** Where a story stands in an edition. */
    private record Place(Instant firstPublishedAt, String storyId) {}

    private static final class Edition {
        final NavigableMap<LocalDate, NavigableMap<Place, Family>> days = new TreeMap<>(Comparator.reverseOrder());
        Instant changedAt = Instant.EPOCH;
    }

    private final Map<String, Edition> editions = new TreeMap<>();

    /** Editions there are whether they have stories or not. */
    Editions(Collection<String> languages) {
        languages.forEach(language -> editions.put(language, new Edition()));
    }

    /**
     * Puts a story where it stands now in place of how it stood before.
     *
     * @param before null for a story not known until now
     */
    void replace(@Nullable Family before, Family after) {
        if (before != null) {
            before.languages().forEach((language, standing) -> {
                if (standing.live()) {
                    remove(language, new Place(standing.firstPublishedAt(), before.storyId()));
                }
            });
        }
        after.languages().forEach((language, standing) -> {
            Edition edition = editions.computeIfAbsent(language, _ -> new Edition());
            if (standing.publishedAt().isAfter(edition.changedAt)) {
                edition.changedAt = standing.publishedAt();
            }
            if (standing.live()) {
                edition.days
                        .computeIfAbsent(day(standing.firstPublishedAt()), _ -> new TreeMap<>(NEWEST_FIRST))
                        .put(new Place(standing.firstPublishedAt(), after.storyId()), after);
            }
        });
    }

    private void remove(String language, Place place) {
        Edition edition = editions.get(language);
        LocalDate day = day(place.firstPublishedAt());
        NavigableMap<Place, Family> stories = edition == null ? null : edition.days.get(day);
        if (edition != null && stories != null) {
            stories.remove(place);
            if (stories.isEmpty()) {
                edition.days.remove(day);
            }
        }
    }

    /** The editions, in the order of their tags: those the channel carries, and those that ever had a story. */
    Set<String> languages() {
        return new TreeSet<>(editions.keySet());
    }

    /** An edition's live stories, newest first. */
    List<Family> newest(String language, int count) {
        List<Family> newest = new ArrayList<>();
        Edition edition = editions.get(language);
        if (edition != null) {
            for (NavigableMap<Place, Family> day : edition.days.values()) {
                for (Family family : day.values()) {
                    if (newest.size() == count) {
                        return newest;
                    }
                    newest.add(family);
                }
            }
        }
        return newest;
    }

    /** The days (UTC) an edition has live stories of, newest first. */
    Set<LocalDate> days(String language) {
        Edition edition = editions.get(language);
        return edition == null ? Set.of() : edition.days.keySet();
    }

    /** An edition's live stories of a day (UTC), newest first. */
    List<Family> on(String language, LocalDate day) {
        Edition edition = editions.get(language);
        NavigableMap<Place, Family> stories = edition == null ? null : edition.days.get(day);
        return stories == null ? List.of() : List.copyOf(stories.values());
    }

    /** When an edition last had a release or withdrawal; 1970 for one that never had. */
    Instant changedAt(String language) {
        Edition edition = editions.get(language);
        return edition == null ? Instant.EPOCH : edition.changedAt;
    }

    /** The day a moment belongs to in sitemaps. */
    static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
