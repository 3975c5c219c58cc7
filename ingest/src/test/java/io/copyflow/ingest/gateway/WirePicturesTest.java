package io.copyflow.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pictures the readers find in wire items and documents, where they stand and what is said of them. */
class WirePicturesTest {

    private static final String BODY = "\"headline\": \"Rain\", \"body_text\": \"It rains.\"";

    private final SubmissionFormats formats = new SubmissionFormats();

    @Test
    void r04_a_figure_stands_where_it_stood_with_caption_and_credit() {
        SubmissionDraft draft = draft("text/html", """
                <html lang="en"><head><link rel="canonical" href="https://news.example.org/a/rain.html"></head><body>
                <article><h1>Rain</h1><img src="/top.jpg" alt="Clouds"><p>One.</p>
                <p>Two <img src="mid.png" alt="A drop"> and more.</p>
                <figure><img src="w-400.jpg" srcset="w-400.jpg 400w, https://cdn.example.org/w-1600.jpg 1600w"
                  alt="A well"><figcaption>At the well <span class="photo-credit">Ines Duarte</span></figcaption></figure>
                <p>Three.</p></article></body></html>""");

        assertThat(plain(draft))
                .containsExactly(
                        picture(1, "https://news.example.org/top.jpg", "Clouds", null, null),
                        picture(3, "https://news.example.org/a/mid.png", "A drop", null, null),
                        new WantedPicture(
                                3,
                                List.of("https://cdn.example.org/w-1600.jpg", "https://news.example.org/a/w-400.jpg"),
                                "A well",
                                "At the well",
                                "Ines Duarte",
                                ""));
        assertThat(draft.blocks()).extracting("text").containsExactly("Rain", "One.", "Two and more.", "Three.");
    }

    @Test
    void r04_a_video_is_taken_in_a_type_that_is_taken_and_a_figure_without_either_keeps_its_text() {
        SubmissionDraft draft = draft("text/html", """
                <html><head><base href="https://news.example.org/v/"></head><body><h1>Rain</h1><p>One.</p>
                <figure><video aria-label="Rain on a roof"><source src="a.ogv" type="video/ogg">
                <source src="a.mp4" type="video/mp4"></video><figcaption>Listen</figcaption></figure>
                <figure><blockquote>It pours.</blockquote></figure></body></html>""");

        assertThat(plain(draft))
                .containsExactly(picture(2, "https://news.example.org/v/a.mp4", "Rain on a roof", "Listen", null));
        assertThat(draft.blocks()).extracting("text").endsWith("It pours.");
    }

    @Test
    void r03_what_is_hidden_or_for_editors_is_no_caption_and_no_picture() {
        SubmissionDraft draft = draft("text/html", """
                <html><body><h1>Rain</h1><p>One.</p>
                <figure><img hidden src="https://p.example.org/spy.jpg"><img src="https://p.example.org/well.jpg">
                <span class="photo-credit" hidden>Nobody</span><p>Stray words.</p>
                <figcaption>At the well<span hidden> one</span><b style="display:none"> two</b>
                <i class="ed-note"> three</i><button>Enlarge</button> <cite>Ines Duarte</cite></figcaption></figure>
                <figure><img hidden src="https://p.example.org/spy.jpg"><figcaption>Left standing</figcaption></figure>
                </body></html>""");

        assertThat(plain(draft))
                .containsExactly(picture(2, "https://p.example.org/well.jpg", null, "At the well", "Ines Duarte"));
        assertThat(draft.blocks()).extracting("text").endsWith("Left standing");
        assertThat(draft.notes())
                .contains(
                        "Left out hidden text in the body.",
                        "Left out a note to editors in the body.",
                        "Left out words beside a picture in the body.");
    }

    @Test
    void r04_a_note_to_editors_in_a_caption_of_nitf_is_left_out() {
        SubmissionDraft draft = draft("text/xml", """
                <nitf><head><docdata><doc-id id-string="ex-77"/></docdata></head><body><body.head><hedline><hl1>Bees</hl1>
                </hedline></body.head><body.content><p>One.</p><media media-type="image">
                <media-reference source="https://p.example.org/hive.jpg"/>
                <media-caption><p>A hive in May.</p><p class="ed-note">Call the keeper.</p></media-caption>
                </media></body.content></body></nitf>""");

        assertThat(plain(draft))
                .containsExactly(picture(2, "https://p.example.org/hive.jpg", null, "A hive in May.", null));
        assertThat(draft.notes().toString()).contains("a note to editors");
    }

    @Test
    void r04_a_description_for_editors_is_no_caption() {
        SubmissionDraft draft = draft("application/json", ninjs("""
                [{"type": "picture", "renditions": [{"href": "https://p.example.org/l.jpg"}], "descriptions": [
                 {"role": "editorsNote", "value": "Call the driver."}, {"role": "x-desk", "value": "Pay twice."},
                 {"role": "long", "value": "A tram"}]}]"""));

        assertThat(draft.pictures()).singleElement().extracting("caption").isEqualTo("A tram");
        assertThat(draft.notes()).containsExactly("Left out a text for editors at $.associations[0].descriptions.");
    }

    @Test
    void r03_what_counts_readers_is_no_picture() {
        SubmissionDraft draft = draft("text/html", """
                <html><body><h1>Rain</h1><p>One.</p><img src="https://count.example.org/p.gif" width="1" height="1">
                <img src="https://count.example.org/q.gif" height=0><img src="data:image/gif;base64,R0lGOD"></body></html>""");

        assertThat(draft.pictures()).isEmpty();
        assertThat(draft.notes().toString()).contains("of a pixel or so").contains("names no address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/x            | https://news.example.org/x",
                "../y?z=1#a    | https://news.example.org/y?z=1#a",
                "//cdn.example.org/w | https://cdn.example.org/w",
                "https://else.example.org/v | https://else.example.org/v"
            })
    void links_that_are_not_whole_stand_on_the_page(String stated, String expected) {
        SubmissionDraft draft = draft("text/html", """
                <html><head><link rel="canonical" href="https://news.example.org/a/rain.html"></head><body><h1>Rain</h1>
                <p><a href="%s">Here</a></p></body></html>""".formatted(stated));

        assertThat(draft.blocks().getLast().marks().getFirst().target()).isEqualTo(expected);
    }

    @Test
    void r04_nitf_media_stand_where_they_stood() {
        SubmissionDraft draft = draft("text/xml", """
                <nitf><head><docdata><doc-id id-string="ex-77"/></docdata></head><body><body.head><hedline><hl1>Bees</hl1>
                </hedline></body.head><body.content><p>One.</p><media media-type="image">
                <media-reference source="https://p.example.org/small.jpg" width="100" height="80"/>
                <media-reference source="https://p.example.org/large.jpg" width="1000" height="800" alternate-text="A hive"
                  source-credit="not this"/>
                <media-caption><p>A hive in May.</p></media-caption><media-producer>Photo: Reyes</media-producer></media>
                <media media-type="audio"><media-reference source="https://p.example.org/a.mp3"/><media-caption>Hum</media-caption>
                </media><p>Two.</p></body.content></body></nitf>""");

        assertThat(plain(draft))
                .containsExactly(
                        picture(2, "https://p.example.org/large.jpg", "A hive", "A hive in May.", "Photo: Reyes"));
        assertThat(draft.blocks()).extracting("text").containsExactly("Bees", "One.", "Two.");
    }

    @Test
    void r04_of_an_entry_media_and_enclosures_are_taken_once_and_a_thumbnail_where_there_is_nothing_else() {
        List<ReadItem> items = formats.read(Incoming.of("""
                <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T</title>
                <link>https://news.example.org/</link><description>D</description>
                <item><title>One</title><guid>https://news.example.org/a/1</guid><link>https://news.example.org/a/1</link>
                  <description>&lt;p&gt;Text.&lt;/p&gt;&lt;img src="in.jpg" alt="In"&gt;&lt;a href="b"&gt;x&lt;/a&gt;</description>
                  <media:group><media:content url="https://p.example.org/s.jpg" type="image/jpeg" width="10" height="10"/>
                    <media:content url="https://p.example.org/l.jpg?sig=1" type="image/jpeg" width="900" height="600">
                      <media:description>A tram</media:description></media:content>
                    <media:credit>Photo: Lin</media:credit><media:title>Tram on a bridge</media:title></media:group>
                  <media:thumbnail url="https://p.example.org/t.jpg"/>
                  <enclosure url="https://p.example.org/l.jpg?sig=2" type="image/jpeg" length="9"/>
                  <enclosure url="https://news.example.org/a/in.jpg" type="image/jpeg" length="9"/>
                  <enclosure url="https://p.example.org/a.mp3" type="audio/mpeg" length="9"/></item>
                <item><title>Two</title><guid>https://news.example.org/a/2</guid><description>Text.</description>
                  <media:thumbnail url="https://p.example.org/t.jpg" width="75" height="50"/></item>
                </channel></rss>""".getBytes(UTF_8), "application/rss+xml"));

        SubmissionDraft first = ((ReadItem.Draft) items.getFirst()).draft();
        assertThat(plain(first))
                .containsExactly(
                        picture(2, "https://news.example.org/a/in.jpg", "In", null, null),
                        new WantedPicture(
                                3,
                                List.of("https://p.example.org/l.jpg?sig=1", "https://p.example.org/s.jpg"),
                                "Tram on a bridge",
                                "A tram",
                                "Photo: Lin",
                                ""));
        assertThat(first.blocks().getLast().marks().getFirst().target()).isEqualTo("https://news.example.org/a/b");
        assertThat(first.notes().toString()).contains("enclosure that is neither picture nor video");
        assertThat(plain(((ReadItem.Draft) items.get(1)).draft()))
                .containsExactly(picture(2, "https://p.example.org/t.jpg", null, null, null));
    }

    @Test
    void the_base_of_an_atom_entry_is_its_own() {
        SubmissionDraft draft = draft("application/atom+xml", """
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example.org/feeds/"><id>urn:f</id>
                <title>T</title><updated>2026-03-03T09:00:00Z</updated><entry xml:base="day/"><id>urn:e1</id>
                <title>Port</title><updated>2026-03-03T10:00:00Z</updated>
                <content type="html">&lt;p&gt;Text.&lt;/p&gt;&lt;img src="p.jpg"&gt;</content></entry></feed>""");

        assertThat(plain(draft))
                .containsExactly(picture(2, "https://news.example.org/feeds/day/p.jpg", null, null, null));
    }

    @Test
    void r04_json_feed_names_pictures_in_three_places() {
        SubmissionDraft draft = draft("application/feed+json", """
                {"version": "https://jsonfeed.org/version/1.1", "title": "T", "home_page_url": "https://e.org/",
                 "items": [{"id": "9", "url": "https://e.org/k/9", "title": "Kites", "image": "/big.jpg",
                 "content_html": "<p>Up.</p><img src='in.jpg' alt='A kite'>",
                 "attachments": [{"url": "film.mp4", "mime_type": "video/mp4", "title": "Kites over a field"},
                                 {"url": "a.mp3", "mime_type": "audio/mpeg"}]}]}""");

        assertThat(draft.pictures())
                .extracting(picture -> picture.addresses().getFirst())
                .containsExactly("https://e.org/k/in.jpg", "https://e.org/big.jpg", "https://e.org/k/film.mp4");
        assertThat(draft.pictures().getLast().alternativeText()).isEqualTo("Kites over a field");
    }

    @Test
    void r04_associations_of_ninjs_1_2_and_3_are_read_alike() {
        for (String associations : List.of("""
                {"main": {"type": "picture", "byline": "Lin", "description_text": "A tram",
                 "renditions": {"s": {"href": "https://p.example.org/s.jpg", "mimetype": "image/jpeg", "width": 9, "height": 9},
                  "l": {"href": "https://p.example.org/l.jpg", "mimetype": "image/jpeg", "width": 99, "height": 99},
                  "t": {"href": "https://p.example.org/t.tif", "mimetype": "image/tiff", "width": 999, "height": 999}}}}""", """
                [{"name": "main", "type": "picture", "by": "Lin", "descriptions": [{"value": "A tram"}],
                 "renditions": [{"href": "https://p.example.org/s.jpg", "contenttype": "image/jpeg", "width": 9, "height": 9},
                  {"href": "https://p.example.org/l.jpg", "contenttype": "image/jpeg", "width": 99, "height": 99},
                  {"href": "https://p.example.org/t.tif", "contenttype": "image/tiff", "width": 999, "height": 999}]}]""", """
                [{"name": "main", "type": "picture", "creditLine": "Lin", "by": "x", "descriptions":
                 [{"role": "caption", "value": "A tram"}],
                 "renditions": [{"href": "https://p.example.org/s.jpg", "contentType": "image/jpeg", "width": 9, "height": 9},
                  {"href": "https://p.example.org/l.jpg", "contentType": "image/jpeg", "width": 99, "height": 99},
                  {"href": "https://p.example.org/t.tif", "contentType": "image/tiff", "width": 999, "height": 999}]}]""")) {
            assertThat(draft("application/json", ninjs(associations)).pictures())
                    .singleElement()
                    .satisfies(picture -> {
                        assertThat(picture.addresses())
                                .containsExactly("https://p.example.org/l.jpg", "https://p.example.org/s.jpg");
                        assertThat(picture.caption()).isEqualTo("A tram");
                        assertThat(picture.credit()).isEqualTo("Lin");
                        assertThat(picture.at()).isEqualTo(2);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"pubStatus, withheld", "pubstatus, canceled", "embargoedUntil, 2026-03-04T06:00:00Z"})
    void r04_a_picture_that_may_not_go_out_yet_does_not_go_with_its_text(String field, String value) {
        SubmissionDraft draft = draft("application/json", ninjs("""
                [{"type": "picture", "%s": "%s", "renditions": [{"href": "https://p.example.org/l.jpg"}]}]""".formatted(field, value)));

        assertThat(draft.pictures()).isEmpty();
        assertThat(draft.notes())
                .singleElement()
                .asString()
                .startsWith("Left out the picture at $.associations[0], which ");
    }

    @Test
    void r04_a_message_shows_the_pictures_its_texts_link_to_or_are_packed_with() {
        List<ReadItem> items = formats.read(Incoming.of(
                """
                <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
                <packageItem guid="p1"><groupSet root="G"><group id="G" role="group:main"><itemRef residref="t1"/>
                  <groupRef idref="S"/></group><group id="S" role="group:side"><itemRef residref="i1"/></group></groupSet>
                </packageItem>
                %s<newsItem guid="t2"><itemMeta><itemClass qcode="ninat:text"/><link residref="i2"/><link residref="i3"/></itemMeta>
                  <contentMeta><headline>Two</headline></contentMeta><contentSet><inlineData>Text.</inlineData>
                  <remoteContent href="https://p.example.org/own.jpg" contenttype="image/jpeg"/></contentSet></newsItem>
                %s%s%s%s</itemSet></newsMessage>""".formatted(
                                """
                        <newsItem guid="t1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>
                        <contentMeta><headline>One</headline></contentMeta>
                        <contentSet><inlineData>Text.</inlineData></contentSet></newsItem>""",
                                pictureItem("i1", ""),
                                pictureItem("i2", ""),
                                pictureItem("i3", "<embargoed>2026-03-09T00:00:00Z</embargoed>"),
                                pictureItem("i4", ""))
                        .getBytes(UTF_8),
                "application/vnd.iptc.g2.newsmessage+xml"));

        assertThat(items).as("i4 belongs to no text").hasSize(3);
        assertThat(((ReadItem.Unreadable) items.get(2)).item()).isEqualTo("i4");
        SubmissionDraft first = ((ReadItem.Draft) items.getFirst()).draft();
        assertThat(plain(first))
                .containsExactly(new WantedPicture(
                        2,
                        List.of("https://p.example.org/i1-large.jpg", "https://p.example.org/i1-small.jpg"),
                        "What i1 shows",
                        "Caption of i1",
                        "Photo: Lin",
                        ""));
        SubmissionDraft second = ((ReadItem.Draft) items.get(1)).draft();
        assertThat(second.pictures())
                .extracting(picture -> picture.addresses().getFirst())
                .containsExactly("https://p.example.org/own.jpg", "https://p.example.org/i2-large.jpg");
        assertThat(second.notes()).containsExactly("Left out the picture i3, which has an embargo of its own.");
    }

    private static String pictureItem(String guid, String more) {
        return """
                <newsItem guid="%1$s"><itemMeta><itemClass qcode="ninat:picture"/>%2$s</itemMeta><contentMeta>
                <creditline>Photo: Lin</creditline><headline>H</headline><description role="drol:altText">What %1$s shows</description>
                <description role="drol:caption">Caption of %1$s</description></contentMeta><contentSet>
                <remoteContent href="https://p.example.org/%1$s-small.jpg" contenttype="image/jpeg" width="10" height="10"/>
                <remoteContent href="https://p.example.org/%1$s-large.jpg" contenttype="image/jpeg" width="100" height="100"/>
                <remoteContent href="https://p.example.org/%1$s.tif" contenttype="image/tiff" width="999" height="999"/>
                </contentSet></newsItem>""".formatted(guid, more);
    }

    private static String ninjs(String associations) {
        return "{\"uri\": \"urn:x\", \"language\": \"en\", " + BODY + ", \"associations\": " + associations + "}";
    }

    private static WantedPicture picture(int at, String address, String alternative, String caption, String credit) {
        return new WantedPicture(at, List.of(address), alternative, caption, credit, "");
    }

    private SubmissionDraft draft(String type, String body) {
        return ((ReadItem.Draft) formats.read(new Incoming(body.getBytes(UTF_8), type, "rain"))
                        .getFirst())
                .draft();
    }

    /** Without the words for sentences, which are theirs. */
    private static List<WantedPicture> plain(SubmissionDraft draft) {
        return draft.pictures().stream()
                .map(picture -> new WantedPicture(
                        picture.at(),
                        picture.addresses(),
                        picture.alternativeText(),
                        picture.caption(),
                        picture.credit(),
                        ""))
                .toList();
    }
}
