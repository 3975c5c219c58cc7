package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.Version;
import io.copyflow.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Releases, withdrawals and kills in any order, some repeated or late: what pages say of their siblings always holds. */
@ExtendWith(Seeds.Extension.class)
class SiblingsWalkTest {

    private static final List<String> STORIES = List.of("s1", "s2", "s3");
    private static final List<String> LANGUAGES = List.of("en", "ar", "zh-Hans", "kk-Cyrl", "th");
    private static final String BASE = "https://news.example.org/";

    @TempDir
    Path folder;

    @Test
    void r23_after_any_releases_and_withdrawals_every_page_lists_the_same_live_pages_and_no_other(Seeds seeds)
            throws IOException {
        Random random = seeds.random();
        Map<String, Long> sequences = new LinkedHashMap<>();
        Map<String, Boolean> live = new TreeMap<>();
        Site site = Site.open(Log.settings(folder), Log.CLOCK);
        try {
            for (int step = 0; step < 60; step++) {
                List<Version> batch = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    batch.add(next(random, sequences, live));
                }
                site.deliver(batch);
                if (random.nextInt(8) == 0) {
                    site.deliver(batch); // as after a crash before the note
                }
                site.remember();
                if (random.nextInt(12) == 0) {
                    String story = STORIES.get(random.nextInt(STORIES.size()));
                    site.kill(Set.of(story));
                    site.remember();
                    LANGUAGES.forEach(language -> live.put(story + "/" + language, false));
                }
                if (random.nextInt(10) == 0) {
                    site.close();
                    site = Site.open(Log.settings(folder), Log.CLOCK);
                }
                check(live);
            }
        } finally {
            site.close();
        }
    }

    private static Version next(Random random, Map<String, Long> sequences, Map<String, Boolean> live) {
        String story = STORIES.get(random.nextInt(STORIES.size()));
        String language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
        String key = story + "/" + language;
        long last = sequences.getOrDefault(key, 0L);
        boolean late = last > 0 && random.nextInt(5) == 0;
        long sequence = late ? last : last + 1;
        boolean release = random.nextInt(3) > 0;
        if (!late) {
            sequences.put(key, sequence);
            live.put(key, release);
        }
        return Log.version(
                release
                        ? Log.live(story, language, sequence, "Text " + sequence)
                        : Log.withdrawn(story, language, sequence));
    }

    private void check(Map<String, Boolean> live) throws IOException {
        for (String story : STORIES) {
            Set<String> expected = new TreeSet<>();
            for (String language : LANGUAGES) {
                if (live.getOrDefault(story + "/" + language, false)) {
                    expected.add(language);
                }
            }
            for (String language : LANGUAGES) {
                Path page = folder.resolve(Pages.path(story, language));
                assertThat(Files.exists(page)).as("%s", page).isEqualTo(expected.contains(language));
                if (Files.exists(page)) {
                    checkPage(story, language, expected, Jsoup.parse(Files.readString(page)));
                }
            }
        }
        checkListings(live);
    }

    private static void checkPage(String story, String language, Set<String> live, Document page) {
        Map<String, String> alternates = new TreeMap<>();
        for (Element link : page.select("head link[hreflang]")) {
            alternates.put(link.attr("hreflang"), link.attr("href"));
        }
        Map<String, String> expected = new TreeMap<>();
        live.forEach(other -> expected.put(other, BASE + Pages.path(story, other)));
        if (live.contains("en")) {
            expected.put("x-default", BASE + Pages.path(story, "en"));
        }
        Set<String> others = new TreeSet<>(live);
        others.remove(language);
        assertThat(alternates).as("alternates of %s in %s", story, language).isEqualTo(expected);
        assertThat(page.select("nav.languages a").eachAttr("hreflang")).containsExactlyElementsOf(others);
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo(language);
    }

    /** What indexes, feeds and sitemaps name are the pages there are, each in the edition's own language. */
    private void checkListings(Map<String, Boolean> live) throws IOException {
        for (String language : LANGUAGES) {
            Set<String> expected = new TreeSet<>();
            STORIES.stream()
                    .filter(story -> live.getOrDefault(story + "/" + language, false))
                    .forEach(story -> expected.add(BASE + Pages.path(story, language)));
            if (!Files.isDirectory(folder.resolve(language))) {
                assertThat(expected).isEmpty();
                continue;
            }
            Set<String> mapped = new TreeSet<>();
            Set<String> news = new TreeSet<>();
            try (Stream<Path> files = Files.list(folder.resolve(language))) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.startsWith("sitemap-")) {
                        Document map = Jsoup.parse(Files.readString(file), Parser.xmlParser());
                        (name.equals("sitemap-news.xml") ? news : mapped)
                                .addAll(map.select("url > loc").eachText());
                    }
                }
            }
            assertThat(mapped).as("sitemaps in %s", language).isEqualTo(expected);
            assertThat(news).as("news in %s", language).isEqualTo(expected);
            Document feed =
                    Jsoup.parse(Files.readString(folder.resolve(FeedFormat.ATOM.path(language))), Parser.xmlParser());
            assertThat(new TreeSet<>(feed.select("entry > link").eachAttr("href")))
                    .isEqualTo(expected);
            Document index = Jsoup.parse(Files.readString(folder.resolve(Pages.path(language))));
            Set<String> shown = new TreeSet<>();
            index.select("h3 a").eachAttr("href").forEach(href -> shown.add(BASE + language + "/" + href));
            assertThat(shown).as("index in %s", language).isEqualTo(expected);
        }
    }
}
