package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds name their WebSub hub, are found by the address they name as their own, and changes of them are told. */
class HubTest {

    private static final String HUB = "https://api.example.org/hub";
    private static final String ATOM = "https://news.example.org/en/feed.atom";

    @TempDir
    Path folder;

    private final List<URI> told = new ArrayList<>();

    @Test
    void every_feed_names_the_hub_and_its_own_address() throws IOException {
        deliver();

        Document atom = xml("en/feed.atom");
        assertThat(atom.select("feed > link[rel=hub]").attr("href")).isEqualTo(HUB);
        assertThat(atom.select("feed > link[rel=self]").attr("href")).isEqualTo(ATOM);
        Document rss = xml("en/feed.rss");
        assertThat(rss.select("channel > atom|link[rel=hub]").attr("href")).isEqualTo(HUB);
        assertThat(rss.select("channel > atom|link[rel=self]").attr("href"))
                .isEqualTo("https://news.example.org/en/feed.rss");
        JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("en/feed.json")));
        assertThat(json.at("/hubs/0/type").asText()).isEqualTo("WebSub");
        assertThat(json.at("/hubs/0/url").asText()).isEqualTo(HUB);
    }

    @Test
    void without_a_hub_none_is_named() throws IOException {
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            site.deliver(List.of(Log.version(Log.live("s1", "en", 1, "One"))));
            site.remember();
        }

        assertThat(xml("en/feed.atom").select("link[rel=hub]")).isEmpty();
        assertThat(folder.resolve("en/feed.json")).content().doesNotContain("hubs");
    }

    @Test
    void the_sites_own_server_names_them_in_a_header_of_feeds_and_of_nothing_else() throws Exception {
        deliver();
        try (SiteServer server = new SiteServer(settings(), "localhost", 0);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(get(client, server, "/en/feed.atom").headers().firstValue("Link"))
                    .hasValue("<" + HUB + ">; rel=\"hub\", <" + ATOM + ">; rel=\"self\"");
            assertThat(get(client, server, "/en/s1.html").headers().firstValue("Link"))
                    .isEmpty();
        }
    }

    @Test
    void feeds_that_changed_are_told_once_they_are_in_place_and_only_those() throws IOException {
        try (Site site = open()) {
            site.deliver(
                    List.of(Log.version(Log.live("s1", "en", 1, "One")), Log.version(Log.live("s1", "ar", 1, "واحد"))));
            site.remember();
            assertThat(told).contains(URI.create(ATOM), URI.create("https://news.example.org/ar/feed.atom"));
            told.clear();

            site.deliver(List.of(Log.version(Log.live("s1", "en", 2, "Two"))));
            site.remember();
            assertThat(told)
                    .contains(URI.create(ATOM))
                    .noneMatch(feed -> feed.getPath().startsWith("/ar/"));
            told.clear();

            site.kill(Set.of("s1"));
            site.remember();
            assertThat(told).contains(URI.create(ATOM), URI.create("https://news.example.org/ar/feed.json"));
        }
    }

    @Test
    void a_feed_is_read_by_its_address() throws IOException {
        deliver();

        SiteFeeds.Feed feed = Objects.requireNonNull(new SiteFeeds(settings()).at(URI.create(ATOM)));

        assertThat(feed.contentType()).startsWith("application/atom+xml");
        assertThat(new String(feed.content(), StandardCharsets.UTF_8)).contains("<title>One</title>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example.org/en/s1.html",
                "https://news.example.org/xx-nowhere/feed.atom",
                "https://news.example.org/../en/feed.atom",
                "https://news.example.org/en/../../feed.atom",
                "https://news.example.org/.copyflow/feed.atom",
                "https://other.example.org/en/feed.atom",
                "urn:x:y"
            })
    void nothing_else_of_the_folder_can_be_read_by_an_address(String address) throws IOException {
        deliver();

        assertThat(new SiteFeeds(settings()).at(URI.create(address))).isNull();
    }

    private void deliver() throws IOException {
        try (Site site = open()) {
            site.deliver(List.of(Log.version(Log.live("s1", "en", 1, "One"))));
            site.remember();
        }
    }

    private Site open() throws IOException {
        return Site.open(settings(), Log.CLOCK, null, told::add);
    }

    private WebsiteSettings settings() {
        return Log.settings(folder).withHub(URI.create(HUB));
    }

    private Document xml(String path) throws IOException {
        return Jsoup.parse(Files.readString(folder.resolve(path)), Parser.xmlParser());
    }

    private static HttpResponse<String> get(HttpClient client, SiteServer server, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
