package io.copyflow.channels.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import io.copyflow.runtime.HttpFront;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@SuppressWarnings("NullAway.Init")
class ItemsApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-03-03T14:05:00Z");

    @TempDir
    Path folder;

    private static final String HASH = "1".repeat(64);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Receipt> receipts = Collections.synchronizedList(new ArrayList<>());
    private Syndication syndication;
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(
                folder.resolve("secrets.properties"),
                "herald.token-sha256=" + Member.sha256("herald-token") + "\nsteppe.token-sha256="
                        + Member.sha256("steppe-token"));
        Members members = new Members(
                () -> List.of(
                        channel("herald", List.of("en", "fr"), List.of()),
                        channel("steppe", List.of("kk-Cyrl"), List.of("world"))),
                Secrets.read(file, Map.of()));
        syndication = new Syndication(
                folder.resolve("items"),
                members,
                (member, items, journal) -> new Lane(
                        member.id(),
                        new ShelfOutlet("https://api.example.org/items"),
                        journal,
                        receipts::addAll,
                        null,
                        Patience.USUAL,
                        Clock.systemUTC()),
                Clock.systemUTC());
        ItemsApi api = new ItemsApi(
                members,
                () -> syndication.items(),
                new Ninjs("Farlight Dispatch", ItemsApiTest::page, ItemsApiTest::file),
                new NewsMl("Farlight Dispatch", ItemsApiTest::file),
                Clock.systemUTC());
        front = HttpFront.start("127.0.0.1", 0, List.of(api));
    }

    @AfterEach
    void stop() {
        front.close();
        syndication.close();
        client.close();
    }

    @Test
    void a_member_has_its_languages_and_desks_in_order_page_by_page() throws Exception {
        syndication.deliver(List.of(
                live("s1", "en", 1, "One"),
                live("s1", "fr", 1, "Un"),
                live("s2", "en", 1, "Two"),
                live("s1", "kk-Cyrl", 1, "Бір")));

        JsonNode first = json(get("/items?limit=2", "herald-token"));
        assertThat(uris(first)).containsExactly("urn:copyflow:s1:en", "urn:copyflow:s1:fr");
        assertThat(first.path("more").asBoolean()).isTrue();
        JsonNode second =
                json(get("/items?limit=2&cursor=" + first.path("cursor").asText(), "herald-token"));
        assertThat(uris(second)).containsExactly("urn:copyflow:s2:en");
        assertThat(second.path("more").asBoolean()).isFalse();
        assertThat(json(get("/items?language=fr", "herald-token")).path("items"))
                .hasSize(1);
        assertThat(json(get("/items?since=2100-01-01T00:00:00Z", "herald-token"))
                        .path("items"))
                .isEmpty();
        assertThat(json(get("/items", "steppe-token")).path("items").findValuesAsText("language"))
                .containsExactly("kk-Cyrl");
    }

    @Test
    void r22_what_is_withdrawn_or_killed_is_canceled_and_without_a_word_of_its_text() throws Exception {
        syndication.deliver(List.of(live("s1", "en", 1, "Unspeakable"), live("s2", "en", 1, "Unsayable")));
        syndication.deliver(List.of(live("s1", "en", 2, "").withdrawn(false)));
        syndication.kill(Set.of("s2"));

        HttpResponse<String> all = get("/items", "herald-token");

        assertThat(json(all).path("items").findValuesAsText("pubStatus")).containsExactly("canceled", "canceled");
        assertThat(all.body()).doesNotContain("Unspeakable").doesNotContain("Unsayable");
        assertThat(get("/items/urn:copyflow:s2:en", "herald-token").body()).contains("canceled");
        // of two stories either may be told first; what was killed could be had, told of or not
        Awaitility.await().until(() -> syndication.waiting() == 0);
        assertThat(List.copyOf(receipts))
                .extracting(receipt -> receipt.eventId("herald"))
                .contains("herald/s2/en/1/killed", "herald/s1/en/2");
    }

    @Test
    void r19_what_is_not_newer_is_dropped() throws Exception {
        syndication.deliver(List.of(live("s1", "en", 3, "Three")));
        syndication.deliver(List.of(live("s1", "en", 2, "Two")));

        assertThat(json(get("/items/urn:copyflow:s1:en", "herald-token"))
                        .at("/headlines/0/value")
                        .asText())
                .isEqualTo("Three");
    }

    @Test
    void r25_a_replay_sends_what_is_live_now_oldest_first_and_nothing_killed() throws Exception {
        syndication.deliver(
                List.of(live("s3", "fr", 1, "Trois"), live("s2", "fr", 1, "Deux"), live("s1", "fr", 1, "Un")));
        syndication.kill(Set.of("s2"));
        Awaitility.await().until(() -> syndication.waiting() == 0);
        receipts.clear();

        assertThat(syndication.replay("herald", false)).isZero();
        assertThat(syndication.replay("herald", true)).isEqualTo(2);
        assertThat(syndication.replay("nobody", true)).isEqualTo(-1);

        Awaitility.await().until(() -> syndication.waiting() == 0);
        assertThat(receipts).extracting(Receipt::storyId).containsExactly("s1", "s3");
    }

    @Test
    void who_has_no_token_or_asks_for_another_language_is_refused_as_problem_json() throws Exception {
        syndication.deliver(List.of(live("s1", "ru", 1, "Раз")));

        HttpResponse<String> none = get("/items", null);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(json(none).path("code").asText()).isEqualTo("token-unknown");
        assertThat(get("/items", "guessed").statusCode()).isEqualTo(401);
        HttpResponse<String> other = get("/items?language=ru", "herald-token");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(json(other).path("code").asText()).isEqualTo("language-not-subscribed");
        assertThat(get("/items/urn:copyflow:s1:ru", "herald-token").statusCode())
                .isEqualTo(403);
        assertThat(get("/items/urn:copyflow:s9:en", "herald-token").statusCode())
                .isEqualTo(404);
        assertThat(get("/items?limit=1000", "herald-token").statusCode()).isEqualTo(400);
    }

    @Test
    void what_a_member_has_already_is_not_sent_again() throws Exception {
        syndication.deliver(List.of(live("s1", "en", 1, "One")));
        String tag = get("/items/urn:copyflow:s1:en", "herald-token")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        assertThat(conditional("/items/urn:copyflow:s1:en", tag).statusCode()).isEqualTo(304);
        syndication.deliver(List.of(live("s1", "en", 2, "Two")));
        assertThat(conditional("/items/urn:copyflow:s1:en", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void items_are_ninjs_by_the_published_schema() throws Exception {
        Path schema = cases().resolve("ninjs/schema/ninjs-schema_3.1.json");
        Assumptions.assumeTrue(Files.exists(schema), "no folder of outside examples");
        Schema ninjs = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schema));
        syndication.deliver(List.of(pictured(live("s1", "en", 1, "One <two> & \"three\"")), live("s2", "fr", 1, "Un")));
        syndication.deliver(List.of(live("s2", "fr", 2, "").withdrawn(false)));

        for (JsonNode item : json(get("/items", "herald-token")).path("items")) {
            assertThat(ninjs.validate(item.toString(), com.networknt.schema.InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void items_are_newsml_g2_by_the_published_schema() throws Exception {
        Path xsd = cases().resolve("newsml-g2/xsd/NewsML-G2_2.35-spec-All-Power.xsd");
        Assumptions.assumeTrue(Files.exists(xsd), "no folder of outside examples");
        javax.xml.validation.Schema schema =
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(xsd.toFile());
        syndication.deliver(List.of(pictured(live("s1", "en", 1, "One <two> & \"three\"")), live("s2", "fr", 1, "Un")));
        syndication.deliver(List.of(live("s2", "fr", 2, "").withdrawn(false)));

        for (String path : List.of("/items", "/items/urn:copyflow:s1:en", "/items/urn:copyflow:s2:fr")) {
            HttpResponse<String> answer = xml(path);
            schema.newValidator().validate(new StreamSource(new StringReader(answer.body())));
        }
    }

    @Test
    void a_picture_stands_in_the_text_and_beside_it_with_its_texts() throws Exception {
        syndication.deliver(List.of(pictured(live("s1", "en", 1, "One"))));

        JsonNode item = json(get("/items/urn:copyflow:s1:en", "herald-token"));

        String figure = "<figure><img src=\"https://news.example.org/media/" + HASH + ".jpg\" alt=\"A &lt;well&gt;\""
                + " width=\"80\" height=\"60\"/><figcaption><span>At the well</span> <small>Photo: Lin</small></figcaption>"
                + "</figure><p>After it.</p>";
        assertThat(item.path("bodies").path(0).path("value").asText()).endsWith(figure);
        JsonNode association = item.path("associations").path(0);
        assertThat(association.path("type").asText()).isEqualTo("picture");
        assertThat(association.path("by").asText()).isEqualTo("Photo: Lin");
        assertThat(association.path("descriptions").findValuesAsText("value"))
                .containsExactly("A <well>", "At the well");
        assertThat(association.path("renditions").path(0).path("href").asText())
                .isEqualTo("https://news.example.org/media/" + HASH + ".jpg");
        assertThat(xml("/items/urn:copyflow:s1:en").body())
                .contains("<img src=\"https://news.example.org/media/" + HASH + ".jpg\"");
    }

    private static Version pictured(Version version) {
        List<Version.Block> body = new ArrayList<>(version.body());
        body.add(new Version.Block(
                SegmentKind.ALTERNATIVE_TEXT,
                "A <well>",
                List.of(),
                new MediaReference(HASH, "image/jpeg", 5, 80, 60, null)));
        body.add(new Version.Block(SegmentKind.CAPTION, "At the well", List.of()));
        body.add(new Version.Block(SegmentKind.CREDIT, "Photo: Lin", List.of()));
        body.add(new Version.Block(SegmentKind.PARAGRAPH, "After it.", List.of()));
        return version.with(body);
    }

    private static URI file(MediaReference media) {
        return URI.create("https://news.example.org/media/" + media.hash() + ".jpg");
    }

    @Test
    void newsml_has_the_body_as_xhtml_and_the_status() throws Exception {
        syndication.deliver(List.of(live("s1", "en", 1, "One <two>")));

        HttpResponse<String> answer = xml("/items/urn:copyflow:s1:en");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/vnd.iptc.g2");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(answer.body())));
        assertThat(document.getElementsByTagNameNS("*", "headline").item(0).getTextContent())
                .isEqualTo("One <two>");
        assertThat(document.getElementsByTagNameNS("http://www.w3.org/1999/xhtml", "strong")
                        .item(0)
                        .getTextContent())
                .isEqualTo("𝐛old");
        assertThat(document.getElementsByTagNameNS("*", "pubStatus")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("qcode")
                        .getNodeValue())
                .isEqualTo("stat:usable");
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(front.address() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> xml(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(front.address() + path))
                        .header("Authorization", "Bearer herald-token")
                        .header("Accept", "application/vnd.iptc.g2.newsitem+xml")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> conditional(String path, String tag) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(front.address() + path))
                        .header("Authorization", "Bearer herald-token")
                        .header("If-None-Match", tag)
                        .build(),
                BodyHandlers.ofString());
    }

    private static List<String> uris(JsonNode answer) {
        List<String> uris = new ArrayList<>();
        answer.path("items").forEach(item -> uris.add(item.path("uri").asText()));
        return uris;
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    static Version live(String storyId, String language, long sequence, String headline) {
        return new Version(
                storyId,
                language,
                sequence,
                Version.Status.LIVE,
                AT,
                AT.plusSeconds(storyId.charAt(1)),
                "en",
                1,
                "hash" + storyId + sequence,
                3,
                "world",
                "nairobi",
                false,
                false,
                null,
                null,
                headline,
                "A standfirst.",
                "By Naliaka Barasa",
                "NAIROBI",
                Version.HeadMarks.NONE,
                List.of(
                        new Version.Block(
                                SegmentKind.PARAGRAPH,
                                "A 𝐛old word & a <link>.",
                                List.of(
                                        new Mark(Mark.Kind.STRONG, 2, 6, null),
                                        new Mark(Mark.Kind.LINK, 16, 22, "https://example.org/?a=1&b=2"))),
                        new Version.Block(SegmentKind.LIST_ITEM, "One", List.of()),
                        new Version.Block(SegmentKind.LIST_ITEM, "Two", List.of()),
                        new Version.Block(SegmentKind.QUOTE, "Said.", List.of())),
                List.of());
    }

    private static Channel channel(String id, List<String> languages, List<String> desks) {
        return Channel.newBuilder()
                .setId(id)
                .setKind(ChannelKind.SYNDICATION)
                .setName(id)
                .setLanguages(languages)
                .setDesks(desks)
                .build();
    }

    static URI page(String storyId, String language) {
        return URI.create("https://news.example.org/" + language + "/" + storyId + ".html");
    }

    private static Path cases() {
        String named = System.getProperty("cases");
        return named != null
                ? Path.of(named)
                : Path.of("").toAbsolutePath().getParent().resolveSibling("shared/cases");
    }
}
