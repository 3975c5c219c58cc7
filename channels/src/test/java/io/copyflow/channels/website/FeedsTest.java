package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.SyndFeedInput;
import io.copyflow.schemas.publication.PublishedVersion;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = FeedFormat.class,
            names = {"ATOM", "RSS"})
    void another_program_reads_a_feed_with_its_full_text(FeedFormat format) throws Exception {
        deliver(SampleStory.in("ar", "s1", 1));

        SyndFeed feed = read(format, "ar");

        assertThat(feed.getTitle()).isEqualTo("Farlight Dispatch – العربية");
        assertThat(Stream.concat(
                        Stream.of(feed.getLink()), feed.getLinks().stream().map(SyndLink::getHref)))
                .contains("https://news.example.org/ar/index.html");
        SyndEntry entry = feed.getEntries().getFirst();
        assertThat(entry.getTitle()).startsWith("شبكة أرصاد");
        assertThat(entry.getLink()).isEqualTo("https://news.example.org/ar/s1.html");
        assertThat(entry.getUri()).startsWith("urn:uuid:");
        assertThat(entry.getPublishedDate()).isEqualTo(Date.from(SampleStory.RELEASED));
        assertThat(entry.getContents().getFirst().getValue())
                .contains("<div lang=\"ar\" dir=\"rtl\">")
                .contains("<li>")
                .contains("https://example.org/marsabit-weather-trial");
    }

    @Test
    void a_json_feed_has_the_same() throws IOException {
        deliver(SampleStory.in("ja", "s1", 1));

        JsonNode feed = JSON.readTree(Files.readAllBytes(folder.resolve("ja/feed.json")));

        assertThat(feed.get("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.get("language").asText()).isEqualTo("ja");
        assertThat(feed.get("feed_url").asText()).isEqualTo("https://news.example.org/ja/feed.json");
        JsonNode item = feed.at("/items/0");
        assertThat(item.get("url").asText()).isEqualTo("https://news.example.org/ja/s1.html");
        assertThat(item.get("date_published").asText()).isEqualTo("2026-03-03T14:05:00Z");
        assertThat(item.at("/authors/0/name").asText()).isEqualTo("Naliaka Barasa");
        assertThat(item.get("content_html").asText()).contains("<div lang=\"ja\" dir=\"ltr\">");
    }

    @Test
    void r21_a_correction_is_the_same_item_updated() throws Exception {
        deliver(SampleStory.in("en", "s1", 1), SampleStory.in("en", "s2", 1));
        SyndEntry before = entry("en", "s1");

        deliver(Log.corrected("s1", "en", 2, "There are 48 stations, not 84."));

        SyndEntry after = entry("en", "s1");
        assertThat(after.getUri()).isEqualTo(before.getUri());
        assertThat(after.getPublishedDate()).isEqualTo(before.getPublishedDate());
        assertThat(after.getUpdatedDate()).isEqualTo(Date.from(SampleStory.RELEASED.plusSeconds(3600)));
        assertThat(after.getContents().getFirst().getValue()).contains("There are 48 stations, not 84.");
        assertThat(read(FeedFormat.ATOM, "en").getPublishedDate()).isEqualTo(after.getUpdatedDate());
        assertThat(item("en", "s1").get("date_modified").asText()).isEqualTo("2026-03-03T15:05:00Z");
    }

    @Test
    void r22_what_is_withdrawn_is_in_no_feed_and_the_feed_says_when_it_changed() throws Exception {
        deliver(SampleStory.in("en", "s1", 1), SampleStory.in("en", "s2", 1));
        Instant withdrawnAt = SampleStory.RELEASED.plusSeconds(60);

        deliver(PublishedVersion.newBuilder(Log.withdrawn("s1", "en", 2))
                .setPublishedAt(withdrawnAt)
                .build());

        for (FeedFormat format : List.of(FeedFormat.ATOM, FeedFormat.RSS)) {
            SyndFeed feed = read(format, "en");
            assertThat(feed.getEntries())
                    .extracting(SyndEntry::getLink)
                    .containsExactly("https://news.example.org/en/s2.html");
        }
        assertThat(read(FeedFormat.ATOM, "en").getPublishedDate()).isEqualTo(Date.from(withdrawnAt));
        assertThat(JSON.readTree(Files.readAllBytes(folder.resolve("en/feed.json")))
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void neither_another_address_nor_another_name_changes_an_id() throws Exception {
        deliver(SampleStory.in("en", "s1", 1));
        String id = entry("en", "s1").getUri();

        WebsiteSettings now = Log.settings(folder);
        WebsiteSettings moved = new WebsiteSettings(
                now.channelId(),
                now.newsroomId(),
                "Farlight News",
                now.homeLanguage(),
                now.languages(),
                folder,
                URI.create("https://elsewhere.example.org/"),
                true);
        Site.open(moved, Log.CLOCK).close();

        assertThat(entry("en", "s1").getUri()).isEqualTo(id);
        assertThat(entry("en", "s1").getLink()).isEqualTo("https://elsewhere.example.org/en/s1.html");
    }

    @Test
    void a_feed_has_the_newest_alone() throws Exception {
        deliver(versions(Listings.STORIES_IN_FEED + 5));

        SyndFeed feed = read(FeedFormat.ATOM, "en");

        assertThat(feed.getEntries()).hasSize(Listings.STORIES_IN_FEED);
        assertThat(feed.getEntries().getFirst().getLink()).isEqualTo("https://news.example.org/en/s0.html");
    }

    @Test
    void what_xml_cannot_carry_is_replaced_and_the_rest_stands() throws Exception {
        deliver(PublishedVersion.newBuilder(SampleStory.in("en", "s1", 1))
                .setHeadline("A \u0007 bell, ]]> and 𝒢 & <b>")
                .build());

        assertThat(read(FeedFormat.ATOM, "en").getEntries().getFirst().getTitle())
                .isEqualTo("A \uFFFD bell, ]]> and 𝒢 & <b>");
    }

    @Test
    void a_site_without_an_address_has_the_feeds_that_can_do_without() throws IOException {
        try (Site site = Site.open(Log.privately(folder), Log.CLOCK)) {
            site.deliver(List.of(Log.version(SampleStory.in("en", "s1", 1))));
            site.remember();
        }

        assertThat(folder.resolve("en/feed.rss")).doesNotExist();
        assertThat(folder.resolve("en/sitemap.xml")).doesNotExist();
        assertThat(folder.resolve("robots.txt")).content().doesNotContain("Sitemap");
        assertThat(folder.resolve("en/feed.atom")).content().contains("href=\"../en/s1.html\"");
        assertThat(folder.resolve("en/feed.json")).content().doesNotContain("news.example.org");
    }

    @Test
    void a_json_feed_is_as_its_schema_says() throws IOException {
        Path schemas = Cases.need("publish-standards/jsonfeed/schema");
        deliver(SampleStory.in("en", "s1", 1), SampleStory.in("en", "s2", 1));
        // the schema of 1.1 leans on that of 1.0; both become one
        String older = Files.readString(schemas.resolve("feed-1.json")).replace("\"#/", "\"#/definitions/feed-1/");
        ObjectNode both = (ObjectNode) JSON.readTree(
                Files.readString(schemas.resolve("feed.json")).replace("\"feed-1#/", "\"#/definitions/feed-1/"));
        ((ObjectNode) both.get("definitions")).set("feed-1", ((ObjectNode) JSON.readTree(older)).without("id"));
        both.remove("id");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(both.toString(), InputFormat.JSON);
        String feed = Files.readString(folder.resolve("en/feed.json"));

        assertThat(schema.validate(feed, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(feed.replace("content_html", "content_pdf"), InputFormat.JSON))
                .as("a wrong feed")
                .isNotEmpty();
    }

    /** Stories of the same language, each a minute older than the one before. */
    private static PublishedVersion[] versions(int count) {
        PublishedVersion[] versions = new PublishedVersion[count];
        for (int i = 0; i < count; i++) {
            versions[i] = PublishedVersion.newBuilder(SampleStory.in("en", "s" + i, 1))
                    .setFirstPublishedAt(SampleStory.RELEASED.minusSeconds(60L * i))
                    .build();
        }
        return versions;
    }

    private void deliver(PublishedVersion... records) throws IOException {
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            site.deliver(Arrays.stream(records).map(Log::version).toList());
            site.remember();
        }
    }

    private SyndEntry entry(String language, String storyId) throws Exception {
        return read(FeedFormat.ATOM, language).getEntries().stream()
                .filter(entry -> entry.getLink().endsWith("/" + storyId + ".html"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode item(String language, String storyId) throws IOException {
        for (JsonNode item : JSON.readTree(Files.readAllBytes(folder.resolve(language + "/feed.json")))
                .get("items")) {
            if (item.get("url").asText().endsWith("/" + storyId + ".html")) {
                return item;
            }
        }
        throw new AssertionError("no item of " + storyId);
    }

    private SyndFeed read(FeedFormat format, String language) throws Exception {
        return new SyndFeedInput()
                .build(new StringReader(
                        Files.readString(folder.resolve(format.path(language)), StandardCharsets.UTF_8)));
    }
}
