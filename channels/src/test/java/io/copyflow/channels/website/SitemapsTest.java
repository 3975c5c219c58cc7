package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.publication.PublishedVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitemapsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-03");
    private static final String BASE = "https://news.example.org/";

    @TempDir
    Path folder;

    @Test
    void an_edition_has_a_sitemap_for_each_day_and_an_index_of_them() throws IOException {
        deliver(
                SampleStory.in("en", "s1", 1),
                SampleStory.in("ar", "s1", 1),
                released(SampleStory.in("en", "s2", 1), SampleStory.RELEASED.minus(Duration.ofDays(3))));

        Document map = xml("en/sitemap-2026-03-03.xml");
        assertThat(map.select("url > loc").eachText()).containsExactly(BASE + "en/s1.html");
        assertThat(map.select("xhtml|link").eachAttr("hreflang")).containsExactly("ar", "en", "x-default");
        assertThat(map.select("xhtml|link").eachAttr("href"))
                .containsExactly(BASE + "ar/s1.html", BASE + "en/s1.html", BASE + "en/s1.html");
        assertThat(xml("en/sitemap.xml").select("loc").eachText())
                .containsExactly(
                        BASE + "en/sitemap-news.xml",
                        BASE + "en/sitemap-2026-03-03.xml",
                        BASE + "en/sitemap-2026-02-28.xml");
        assertThat(Files.readAllLines(folder.resolve("robots.txt")))
                .containsExactly(
                        "User-agent: *",
                        "Disallow:",
                        "",
                        "Sitemap: " + BASE + "ar/sitemap.xml",
                        "Sitemap: " + BASE + "en/sitemap.xml");
    }

    @Test
    void r22_what_is_withdrawn_is_in_no_sitemap_and_a_sitemap_of_nothing_is_gone() throws IOException {
        deliver(SampleStory.in("en", "s1", 1), SampleStory.in("ar", "s1", 1));

        deliver(Log.withdrawn("s1", "ar", 2));
        assertThat(xml("en/sitemap-2026-03-03.xml").select("xhtml|link").eachAttr("hreflang"))
                .containsExactly("en", "x-default");
        assertThat(folder.resolve("ar/sitemap-2026-03-03.xml")).doesNotExist();
        assertThat(folder.resolve("ar/sitemap.xml")).doesNotExist();

        deliver(Log.killed("s1", "en", 2));
        assertThat(folder.resolve("en/sitemap-2026-03-03.xml")).doesNotExist();
        assertThat(folder.resolve("en/sitemap-news.xml")).doesNotExist();
        assertThat(folder.resolve("robots.txt")).content().doesNotContain("Sitemap:");
    }

    @Test
    void a_story_is_news_for_two_days_also_when_nothing_else_is_released() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(SampleStory.RELEASED.plusSeconds(1));
        InstantSource time = now::get;
        Clock clock = time.withZone(ZoneOffset.UTC);
        try (Site site = Site.open(Log.settings(folder), clock)) {
            site.deliver(List.of(
                    Log.version(SampleStory.in("en", "s1", 1)),
                    Log.version(released(
                            SampleStory.in("en", "s2", 1), SampleStory.RELEASED.minus(Duration.ofHours(40))))));
            site.remember();
            assertThat(news("en")).containsExactly(BASE + "en/s1.html", BASE + "en/s2.html");

            now.set(SampleStory.RELEASED.plus(Duration.ofHours(9)));
            site.rest();
            assertThat(news("en")).containsExactly(BASE + "en/s1.html");

            now.set(SampleStory.RELEASED.plus(Duration.ofHours(49)));
            site.rest();
            assertThat(folder.resolve("en/sitemap-news.xml")).doesNotExist();
            assertThat(folder.resolve("en/sitemap.xml")).content().doesNotContain("sitemap-news");
        }
    }

    @Test
    void news_are_told_as_search_engines_ask() throws IOException {
        deliver(SampleStory.in("zh-Hans", "s1", 1), SampleStory.in("kk-Cyrl", "s1", 1));

        Document news = xml("zh-Hans/sitemap-news.xml");

        assertThat(news.select("news|language").text()).isEqualTo("zh-cn");
        assertThat(news.select("news|name").text()).isEqualTo("Farlight Dispatch");
        assertThat(news.select("news|publication_date").text()).isEqualTo("2026-03-03T14:05:00Z");
        assertThat(xml("kk-Cyrl/sitemap-news.xml").select("news|language").text())
                .isEqualTo("kk");
    }

    @Test
    void a_day_with_more_than_fits_is_cut() {
        Sitemaps small = new Sitemaps(Log.settings(folder), 2);
        List<Family> stories = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stories.add(Family.unknown("s" + i).with(Log.version(SampleStory.in("en", "s" + i, 1))));
        }

        assertThat(small.parts(stories)).extracting(List::size).containsExactly(2, 2, 1);
        assertThat(Sitemaps.path("en", DAY, 1)).isEqualTo("en/sitemap-2026-03-03.xml");
        assertThat(Sitemaps.path("en", DAY, 2)).isEqualTo("en/sitemap-2026-03-03-2.xml");
    }

    @Test
    void what_a_sitemap_takes_is_reckoned_generously() {
        Sitemaps sitemaps = new Sitemaps(Log.settings(folder));
        Family family = Family.unknown("s".repeat(64));
        for (String language : SampleStory.LANGUAGES) {
            family = family.with(Log.version(SampleStory.in(language, "s".repeat(64), 1)));
        }
        List<Family> stories = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            stories.add(family);
        }

        List<Family> part = sitemaps.parts(stories).getFirst();

        assertThat(part.size()).isBetween(5_000, 20_000);
        assertThat((long) sitemaps.sitemap("en", part.subList(0, 100)).length * part.size() / 100)
                .isLessThan(50L << 20);
    }

    @Test
    void sitemaps_are_as_the_protocols_schemas_say() throws Exception {
        Path schemas = Cases.need("publish-standards/sitemap-xsd");
        deliver(SampleStory.in("en", "s1", 1), SampleStory.in("ar", "s1", 1));

        // the schema lets extensions in only where theirs is there too
        Schema map = SchemaFactory.newDefaultInstance().newSchema(new Source[] {
            new StreamSource(schemas.resolve("sitemap.xsd").toFile()),
            extension("sitemap-news"),
            extension("xhtml-link")
        });
        for (String file : List.of("en/sitemap-2026-03-03.xml", "en/sitemap-news.xml")) {
            map.newValidator().validate(new StreamSource(folder.resolve(file).toFile()));
        }
        SchemaFactory.newDefaultInstance()
                .newSchema(schemas.resolve("siteindex.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(folder.resolve("en/sitemap.xml").toFile()));
    }

    private static Source extension(String name) {
        return new StreamSource(SitemapsTest.class.getResourceAsStream(name + ".xsd"));
    }

    private static PublishedVersion released(PublishedVersion version, Instant at) {
        return PublishedVersion.newBuilder(version).setFirstPublishedAt(at).build();
    }

    private List<String> news(String language) throws IOException {
        return xml(language + "/sitemap-news.xml").select("url > loc").eachText();
    }

    private Document xml(String path) throws IOException {
        return Jsoup.parse(Files.readString(folder.resolve(path)), Parser.xmlParser());
    }

    private void deliver(PublishedVersion... records) throws IOException {
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            site.deliver(Arrays.stream(records).map(Log::version).toList());
            site.remember();
        }
    }
}
