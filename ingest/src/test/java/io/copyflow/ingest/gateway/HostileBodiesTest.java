package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.copyflow.ingest.domain.Block;
import io.copyflow.runtime.UnreadableInputException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies made to do harm are answered with a code, or taken without what is harmful, in bounded time and memory. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileBodiesTest {

    private static final long MOST_ALLOCATED = 800L << 20;
    private static final String LONG =
            "<nitf><head><docdata><doc-id id-string='x'/></docdata></head><body><body.head><hedline>"
                    + "<hl1>H</hl1></hedline></body.head><body.content><p>Text.</p>%s</body.content></body></nitf>";

    private final SubmissionFormats formats = new SubmissionFormats();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("bombs")
    void r03_a_bomb_of_entities_is_refused_without_being_read(String prolog, String inside) {
        assertThat(code(prolog + LONG.formatted(inside), "application/xml")).isEqualTo("xml-entities");
    }

    static Stream<Arguments> bombs() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE nitf [<!ENTITY l0 'ha'>");
        for (int n = 1; n < 40; n++) {
            laughs.append("<!ENTITY l")
                    .append(n)
                    .append(" '")
                    .append(("&l" + (n - 1) + ";").repeat(10))
                    .append("'>");
        }
        return Stream.of(
                Arguments.of(laughs + "]>", "&l39;"),
                Arguments.of("<!DOCTYPE nitf [<!ENTITY q '" + "q".repeat(100_000) + "'>]>", "&q;".repeat(20_000)),
                Arguments.of("<!DOCTYPE nitf [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>", "&a;"));
    }

    @Test
    void r03_nothing_is_fetched_for_xml_and_no_file_is_read() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the-secret");
        AtomicInteger fetched = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String http = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            String file = secret.toUri().toString();
            for (String prolog : List.of(
                    "<!DOCTYPE nitf [<!ENTITY x SYSTEM '" + file + "'>]>",
                    "<!DOCTYPE nitf [<!ENTITY x SYSTEM '" + http + "'>]>",
                    "<!DOCTYPE nitf [<!ENTITY % p SYSTEM '" + http + "'>%p;]>",
                    "<!DOCTYPE nitf [<!ENTITY % p SYSTEM '" + file + "'><!ENTITY x '%p;'>]>")) {
                assertThat(code(prolog + LONG.formatted("<p>&x;</p>"), "application/xml"))
                        .isEqualTo("xml-entities");
            }
            for (String prolog : List.of(
                    "<!DOCTYPE nitf SYSTEM '" + http + "'>",
                    "<!DOCTYPE nitf PUBLIC '-//IPTC//DTD NITF 3.2//EN' '" + http + "'>",
                    "<?xml-stylesheet href='" + http + "' type='text/xsl'?>")) {
                String include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + file
                        + "' parse='text'/><p>&x;</p>";
                List<ReadItem> items = read(prolog + LONG.formatted(include), "application/xml");
                assertThat(items.toString()).contains("Text.").doesNotContain("the-secret");
            }
            assertThat(fetched).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "application/json", "text/markdown", "text/plain"})
    void r02_what_is_nested_a_hundred_thousand_deep_is_answered(String type) {
        int deep = 100_000;
        String body = switch (type) {
            case "application/json" -> "[".repeat(deep) + "]".repeat(deep);
            case "text/markdown" ->
                "# H\n\n" + "> ".repeat(deep) + "x\n\n" + "*a **b ".repeat(deep / 2) + "\n\n" + "[".repeat(deep);
            case "text/html" -> "<h1>H</h1>" + "<div>".repeat(deep) + "deep" + "</div>".repeat(deep);
            case "application/xml" -> LONG.formatted("<p>".repeat(deep) + "</p>".repeat(deep));
            default -> "H\n\n" + "((".repeat(deep);
        };
        long before = allocated();
        String code = code(body, type);
        assertThat(code)
                .isIn(
                        "json-malformed",
                        "xml-too-large",
                        "html-too-large",
                        "nested-too-deep",
                        "taken",
                        "headline-missing",
                        "body-missing");
        assertThat(allocated() - before).as("bytes allocated").isLessThan(MOST_ALLOCATED);
    }

    @Test
    void r02_a_million_elements_or_attributes_are_refused() {
        assertThat(code(LONG.formatted("<a/>".repeat(1_000_000)), "application/xml"))
                .isEqualTo("xml-too-large");
        StringBuilder many = new StringBuilder("<p");
        for (int n = 0; n < 5_000; n++) {
            many.append(" a").append(n).append("='x'");
        }
        assertThat(code(LONG.formatted(many + "/>"), "application/xml")).isEqualTo("xml-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Fine.</p><script>evil()</script>",
                "<p onmouseover=\"evil()\">Fine.</p>",
                "<p>Fine.<img src=x onerror=evil()></p>",
                "<p>Fine. <a href=\"javascript:evil()\">here</a></p>",
                "<p>Fine. <a href=\" java\tscript:evil()\">here</a></p>",
                "<p>Fine. <a href=\"data:text/html,evil()\">here</a></p>",
                "<p>Fine.</p><svg><script>evil()</script></svg>",
                "<p>Fine.</p><math><mtext><style><img src=x onerror=evil()></style></mtext></math>",
                "<p>Fine.</p><iframe srcdoc=\"<script>evil()</script>\"></iframe>",
                "<p>Fine.</p><noscript><p title=\"</noscript><img src=x onerror=evil()>\"></noscript>",
                "<p>Fine.</p><template><script>evil()</script></template>",
                "<p style=\"background:url(javascript:evil())\">Fine.</p>"
            })
    void r03_scripts_get_in_through_no_format(String html) {
        String ninjs =
                "{\"uri\":\"u\",\"headlines\":[{\"value\":\"H\"}],\"bodies\":[{\"contentType\":\"text/html\",\"value\":"
                        + com.fasterxml.jackson.databind.node.TextNode.valueOf(html) + "}]}";
        String rss =
                "<rss version='2.0'><channel><title>T</title><link>http://e.org/</link><description>d</description>"
                        + "<item><title>H</title><guid>http://e.org/1</guid><description><![CDATA[" + html
                        + "]]></description></item></channel></rss>";
        String feed =
                "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"http://e.org/1\",\"title\":\"H\","
                        + "\"content_html\":" + com.fasterxml.jackson.databind.node.TextNode.valueOf(html) + "}]}";
        String newsml = "<newsItem guid='u' version='1'><contentMeta><headline>H</headline></contentMeta><contentSet>"
                + "<inlineData contenttype='text/html'><![CDATA[" + html + "]]></inlineData></contentSet></newsItem>";
        for (String[] one : new String[][] {
            {ninjs, "application/json"},
            {rss, "application/rss+xml"},
            {feed, "application/feed+json"},
            {newsml, "application/xml"},
            {"<html><body><h1>H</h1>" + html + "</body></html>", "text/html"},
            {"# H\n\n" + html + "\n", "text/markdown"}
        }) {
            SubmissionDraft draft = draft(one[0], one[1]);
            assertThat(draft.blocks()).as(one[1]).extracting(Block::text).anyMatch(text -> text.startsWith("Fine."));
            assertThat(draft.blocks().toString()).as(one[1]).doesNotContain("evil", "onerror", "javascript");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202E", "\u202D", "\u202A", "\u202B", "\u2066", "\u2067", "\u2068", "\u0000", "\u0007"})
    void r03_what_disguises_text_is_removed_and_noted(String control) {
        SubmissionDraft plain = draft("Head" + control + "line\n\nTe" + control + "xt.", "text/plain");
        assertThat(plain.blocks()).extracting(Block::text).containsExactly("Headline", "Text.");
        assertThat(plain.notes().toString()).contains(String.format("U+%04X", (int) control.charAt(0)));
        if (control.charAt(0) > ' ') {
            SubmissionDraft xml = draft(LONG.formatted("<p>Te" + control + "xt.</p>"), "application/xml");
            assertThat(xml.blocks().getLast().text()).isEqualTo("Text.");
        } else {
            assertThat(code(LONG.formatted("<p>Te" + control + "xt.</p>"), "application/xml"))
                    .isEqualTo("xml-malformed");
        }
    }

    @Test
    void r02_half_a_surrogate_pair_is_refused() {
        assertThat(code(
                        "{\"uri\":\"u\",\"headlines\":[{\"value\":\"H\\uD800\"}],\"bodies\":[{\"value\":\"x\"}]}",
                        "application/json"))
                .isEqualTo("text-invalid");
        assertThat(code(LONG.formatted("<p>&#xD800;</p>"), "application/xml")).isEqualTo("xml-malformed");
        SubmissionDraft page = draft("<h1>H</h1><p>a&#xD800;b</p>", "text/html");
        assertThat(page.blocks().getLast().text().chars().noneMatch(c -> Character.isSurrogate((char) c)))
                .isTrue();
    }

    @Test
    void r02_a_feed_without_an_end_of_entries_is_refused() {
        String feed = "<rss version='2.0'><channel><title>T</title><link>l</link><description>d</description>"
                + "<item><title>H</title><guid>1</guid></item>".repeat(20_000) + "</channel></rss>";
        assertThat(code(feed, "application/rss+xml")).isEqualTo("too-large");
    }

    @Test
    void r02_eight_megabytes_of_one_text_take_bounded_memory() {
        long before = allocated();
        assertThat(code("H\n\n" + "a\u0301 ".repeat(2_000_000), "text/plain")).isEqualTo("taken");
        assertThat(allocated() - before).isLessThan(2 * MOST_ALLOCATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html <p><b><i>x",
                "text/html <a href=x><b>",
                "text/html <table><a>",
                "text/markdown <a ",
                "text/markdown [",
                "text/markdown ![a](",
                "text/markdown *a **b ",
                "text/markdown `a``b```"
            })
    void r02_what_readers_go_through_again_and_again_is_bounded(String typeAndPiece) {
        String type = typeAndPiece.substring(0, typeAndPiece.indexOf(' '));
        String piece = typeAndPiece.substring(typeAndPiece.indexOf(' ') + 1);
        String top = type.equals("text/html") ? "<h1>H</h1>" : "# H\n\n";
        assertThat(code(top + piece.repeat(StoriesApi.MOST_BYTES / piece.length() - 10), type))
                .isIn("html-too-large", "too-large");
        long before = allocated();
        String within = top + piece.repeat(Math.min(500_000, 4_000 * piece.length()) / piece.length());
        assertThat(code(within, type)).isIn("taken", "nested-too-deep", "body-missing");
        assertThat(allocated() - before).as("bytes allocated").isLessThan(MOST_ALLOCATED);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private SubmissionDraft draft(String body, String type) {
        List<ReadItem> items = read(body, type);
        assertThat(items).as(type).hasSize(1);
        assertThat(items.getFirst()).as(type).isInstanceOf(ReadItem.Draft.class);
        return ((ReadItem.Draft) items.getFirst()).draft();
    }

    /** {@code taken}, or the code of the refusal. */
    private String code(String body, String type) {
        try {
            return read(body, type).getFirst() instanceof ReadItem.Unreadable refused ? refused.code() : "taken";
        } catch (UnreadableInputException e) {
            return e.code();
        }
    }

    private List<ReadItem> read(String body, @Nullable String type) {
        return formats.read(new Incoming(body.getBytes(StandardCharsets.UTF_8), type, "id-1"));
    }
}
