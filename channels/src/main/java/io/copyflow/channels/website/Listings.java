package io.copyflow.channels.website;

import io.copyflow.channels.delivery.DurableFiles;
import io.copyflow.channels.delivery.Version;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything on the site that lists stories: the front page, indexes, feeds and sitemaps.
 *
 * <p>What follows from the pages' memory alone is drawn anew at each start, so it need not survive a power cut and is not
 * forced to the disk. Sitemaps of days are many, and drawn only when a story of their day changes.
 */
final class Listings {

    /** An index shows this many stories; older ones keep their pages. */
    static final int STORIES_ON_INDEX = 100;

    /** The front page shows this many of each edition. */
    static final int STORIES_ON_FRONT = 3;

    /** A feed carries this many, with their full text. */
    static final int STORIES_IN_FEED = 20;

    /** How long a story is news to search engines. */
    static final Duration NEWS = Duration.ofHours(48);

    /** What texts are read with. */
    @FunctionalInterface
    interface Texts {
        Version read(String storyId, String language) throws IOException;
    }

    private final WebsiteSettings settings;
    private final Path folder;
    private final Pages pages;
    private final Feeds feeds;
    private final Sitemaps sitemaps;
    private final Editions editions;
    private final DurableFiles files;
    private final Texts texts;
    private final Clock clock;
    private final Map<String, NavigableMap<LocalDate, List<Sitemaps.Listed>>> listed = new TreeMap<>();
    private final Set<String> drawn = new HashSet<>();
    private final Set<URI> changedFeeds = new LinkedHashSet<>();
    private Instant newsUntil = Instant.MAX;

    Listings(WebsiteSettings settings, Pages pages, Editions editions, DurableFiles files, Texts texts, Clock clock) {
        this.settings = settings;
        this.folder = settings.folder();
        this.pages = pages;
        this.feeds = new Feeds(settings, pages::entry);
        this.sitemaps = new Sitemaps(settings);
        this.editions = editions;
        this.files = files;
        this.texts = texts;
        this.clock = clock;
    }

    /** The addresses of the feeds that were written since this was last asked. */
    Set<URI> takeChangedFeeds() {
        Set<URI> changed = new LinkedHashSet<>(changedFeeds);
        changedFeeds.clear();
        return changed;
    }

    /** Draws all that lists stories but the sitemaps of days. */
    void drawAll() throws IOException {
        drawn.clear();
        for (String language : editions.languages()) {
            editions.days(language).forEach(day -> list(language, day));
        }
        draw(editions.languages());
    }

    /** Draws the sitemaps of every day. */
    void drawDays() throws IOException {
        for (String language : editions.languages()) {
            removeDays(language);
            if (settings.isPublic()) {
                for (LocalDate day : editions.days(language)) {
                    drawDay(language, day);
                }
            }
        }
    }

    /** Draws the sitemaps of the days of a story. */
    void drawDays(Family family) throws IOException {
        if (settings.isPublic()) {
            for (String language : family.live()) {
                drawDay(language, Editions.day(family.standing(language).firstPublishedAt()));
            }
        }
    }

    /** Draws what lists stories of these, as they stood and as they stand. */
    void draw(Collection<Family> before, Collection<Family> after) throws IOException {
        Map<String, Set<LocalDate>> days = new LinkedHashMap<>();
        for (Collection<Family> families : List.of(before, after)) {
            for (Family family : families) {
                for (String language : family.live()) {
                    days.computeIfAbsent(language, _ -> new LinkedHashSet<>())
                            .add(Editions.day(family.standing(language).firstPublishedAt()));
                }
            }
        }
        if (settings.isPublic()) {
            for (Map.Entry<String, Set<LocalDate>> edition : days.entrySet()) {
                for (LocalDate day : edition.getValue()) {
                    drawDay(edition.getKey(), day);
                }
            }
        }
        draw(days.keySet());
    }

    /** Draws news sitemaps anew once a story in them is news no more. */
    void drawNewsNoMore() throws IOException {
        if (clock.instant().isAfter(newsUntil)) {
            newsUntil = Instant.MAX;
            for (String language : editions.languages()) {
                drawNews(language);
                drawSitemapIndex(language);
            }
        }
    }

    private void draw(Collection<String> touched) throws IOException {
        Set<String> all = editions.languages();
        // Each index names all editions, so one more changes every one.
        Set<String> languages = new TreeSet<>(drawn.equals(all) ? touched : all);
        for (String language : languages) {
            files.renew(
                    folder.resolve(Pages.path(language)),
                    pages.edition(language, editions.newest(language, STORIES_ON_INDEX), all));
            drawFeeds(language);
            drawNews(language);
            drawSitemapIndex(language);
        }
        Map<String, List<Family>> newest = new LinkedHashMap<>();
        for (String language : all) {
            newest.put(language, editions.newest(language, STORIES_ON_FRONT));
        }
        files.renew(folder.resolve("index.html"), pages.front(newest));
        files.renew(folder.resolve("robots.txt"), robots());
        drawn.clear();
        drawn.addAll(all);
    }

    private void drawFeeds(String language) throws IOException {
        List<Version> stories = new ArrayList<>();
        for (Family family : editions.newest(language, STORIES_IN_FEED)) {
            stories.add(texts.read(family.storyId(), language));
        }
        for (FeedFormat format : FeedFormat.values()) {
            Path file = folder.resolve(format.path(language));
            if (format.isWritten(settings)) {
                if (files.renew(file, feeds.feed(format, language, stories, editions.changedAt(language)))) {
                    changedFeeds.add(settings.addressOf(format, language));
                }
            } else {
                files.remove(file);
            }
        }
    }

    private List<Family> news(String language) {
        Instant since = clock.instant().minus(NEWS);
        return editions.newest(language, Sitemaps.MOST_NEWS).stream()
                .filter(family -> family.standing(language).firstPublishedAt().isAfter(since))
                .toList();
    }

    private void drawNews(String language) throws IOException {
        List<Family> news = news(language);
        Path file = folder.resolve(Sitemaps.newsPath(language));
        if (news.isEmpty() || !settings.isPublic()) {
            files.remove(file);
            return;
        }
        files.renew(file, sitemaps.news(language, news));
        Instant until = news.getLast().standing(language).firstPublishedAt().plus(NEWS);
        if (until.isBefore(newsUntil)) {
            newsUntil = until;
        }
    }

    private void drawDay(String language, LocalDate day) throws IOException {
        int part = 0;
        for (List<Family> stories : sitemaps.parts(editions.on(language, day))) {
            part++;
            files.defer(folder.resolve(Sitemaps.path(language, day, part)), sitemaps.sitemap(language, stories));
        }
        while (files.remove(folder.resolve(Sitemaps.path(language, day, part + 1)))) {
            part++;
        }
        list(language, day);
    }

    private void removeDays(String language) throws IOException {
        Path edition = folder.resolve(language);
        if (Files.isDirectory(edition)) {
            try (DirectoryStream<Path> maps = Files.newDirectoryStream(edition, "sitemap-*.xml")) {
                for (Path map : maps) {
                    files.remove(map);
                }
            }
        }
    }

    /** What an edition's index of sitemaps says of a day. */
    private void list(String language, LocalDate day) {
        List<Family> stories = editions.on(language, day);
        NavigableMap<LocalDate, List<Sitemaps.Listed>> days =
                listed.computeIfAbsent(language, _ -> new TreeMap<>(Comparator.reverseOrder()));
        if (stories.isEmpty()) {
            days.remove(day);
            return;
        }
        Instant changedAt =
                stories.stream().map(Family::changedAt).max(Instant::compareTo).orElseThrow();
        List<Sitemaps.Listed> parts = new ArrayList<>();
        for (int part = 1; part <= sitemaps.parts(stories).size(); part++) {
            parts.add(new Sitemaps.Listed(Sitemaps.path(language, day, part), changedAt));
        }
        days.put(day, parts);
    }

    private void drawSitemapIndex(String language) throws IOException {
        List<Sitemaps.Listed> all = new ArrayList<>();
        if (settings.isPublic()) {
            List<Family> news = news(language);
            if (!news.isEmpty()) {
                all.add(new Sitemaps.Listed(Sitemaps.newsPath(language), editions.changedAt(language)));
            }
            listed.getOrDefault(language, new TreeMap<>()).values().forEach(all::addAll);
        }
        Path index = folder.resolve(Sitemaps.indexPath(language));
        if (all.isEmpty()) {
            files.remove(index);
        } else {
            files.renew(index, sitemaps.index(all));
        }
    }

    private byte[] robots() {
        StringBuilder robots = new StringBuilder("User-agent: *\nDisallow:\n");
        listed.forEach((language, days) -> {
            if (!days.isEmpty() && settings.isPublic()) {
                robots.append("\nSitemap: ").append(settings.address(Sitemaps.indexPath(language)));
            }
        });
        return robots.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
