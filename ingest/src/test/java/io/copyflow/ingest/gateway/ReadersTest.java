package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.contract.Mark;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Embargo;
import io.copyflow.ingest.domain.ItemStatus;
import io.copyflow.ingest.domain.RevisionClass;
import io.copyflow.ingest.domain.SourceItem;
import io.copyflow.runtime.UnreadableInputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each format's reader takes. */
class ReadersTest {

    private final SubmissionFormats formats = new SubmissionFormats();

    @Test
    void r04_newsml_g2_is_read() {
        SubmissionDraft draft = one(read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example.org:2026:dam" version="3"
                    standard="NewsML-G2" standardversion="2.35" xml:lang="en">
                  <itemMeta>
                    <itemClass qcode="ninat:text"/><versionCreated>2026-03-03T09:00:00Z</versionCreated>
                    <embargoed>2026-03-04T06:00:00+03:00</embargoed><pubStatus qcode="stat:usable"/>
                    <signal qcode="sig:correction"/><edNote>For editors</edNote>
                  </itemMeta>
                  <contentMeta><urgency>3</urgency><by>Ada Okoye</by><dateline>LAGOS, March 3</dateline>
                    <language tag="en-NG"/><slugline>dam</slugline><headline>Dam  gates open</headline></contentMeta>
                  <contentSet><inlineXML contenttype="application/xhtml+xml">
                    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>
                    <h1>Dam gates open</h1><p>The <strong>upper</strong> gates opened.<br/></p><script>x()</script>
                    <ul><li>One</li></ul></body></html></inlineXML></contentSet>
                </newsItem>""", "application/vnd.iptc.g2.newsitem+xml"));
        assertThat(draft.clientId()).isEqualTo("urn:newsml:example.org:2026:dam");
        assertThat(draft.sourceItem()).isEqualTo(new SourceItem(draft.clientId(), "3", ItemStatus.USABLE));
        assertThat(draft.embargo()).isEqualTo(Embargo.until(Instant.parse("2026-03-04T03:00:00Z")));
        assertThat(draft.revisionClass()).isEqualTo(RevisionClass.CORRECTION);
        assertThat(draft.language()).isEqualTo("en-NG");
        assertThat(draft.urgency()).isEqualTo(3);
        assertThat(texts(draft))
                .containsExactly(
                        "headline: Dam gates open",
                        "byline: Ada Okoye",
                        "dateline: LAGOS, March 3",
                        "paragraph: The upper gates opened.",
                        "list-item: One");
        assertThat(draft.blocks().get(3).marks()).containsExactly(new Mark(Mark.Kind.STRONG, 4, 9, null));
    }

    @Test
    void r04_an_embargo_without_a_time_in_newsml_is_open_ended() {
        SubmissionDraft draft = one(read("""
                <newsItem guid="urn:x" version="1"><itemMeta><embargoed/></itemMeta>
                <contentMeta><headline>H</headline></contentMeta><contentSet><inlineData>Text.</inlineData></contentSet>
                </newsItem>""", "application/xml"));
        assertThat(draft.embargo()).isEqualTo(Embargo.openEnded(null));
    }

    @Test
    void r04_nitf_is_read() {
        SubmissionDraft draft = one(read("""
                <!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">
                <nitf><head><docdata management-status="embargoed"><doc-id id-string="ex-77"/><urgency ed-urg="2"/>
                <date.release norm="20260304T060000Z"/><du-key version="5"/><ed-msg info="for editors"/></docdata></head>
                <body><body.head><hedline><hl1>Bees return</hl1></hedline><abstract><p>To the old town</p></abstract>
                <byline>By Tala Reyes</byline><dateline><location>Cebu</location></dateline></body.head>
                <body.content><p>They came in <em>spring</em>.</p><hl2>Why</hl2><bq><block><p>We waited.</p></block></bq>
                <media media-type="image"><media-reference source="b.jpg"/><media-caption>A hive.</media-caption>
                <media-producer>Photo: Reyes</media-producer></media></body.content></body></nitf>""", "text/xml"));
        assertThat(draft.sourceItem()).isEqualTo(SourceItem.usable("ex-77", "5"));
        assertThat(draft.embargo()).isEqualTo(Embargo.until(Instant.parse("2026-03-04T06:00:00Z")));
        assertThat(draft.urgency()).isEqualTo(2);
        assertThat(texts(draft))
                .containsExactly(
                        "headline: Bees return",
                        "standfirst: To the old town",
                        "byline: By Tala Reyes",
                        "dateline: Cebu",
                        "paragraph: They came in spring.",
                        "subheading: Why",
                        "quote: We waited.");
        assertThat(draft.pictures())
                .containsExactly(new WantedPicture(
                        7, List.of("b.jpg"), null, "A hive.", "Photo: Reyes", "a picture in body.content"));
    }

    @Test
    void r04_each_entry_of_a_feed_is_an_item_of_its_own() {
        List<ReadItem> items = read("""
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
                <title>T</title><link>https://news.example.org/</link><description>D</description><language>en-gb</language>
                <item><title>Tram &amp; rail</title><guid isPermaLink="false">77</guid>
                  <pubDate>Tue, 03 Mar 2026 09:00:00 GMT</pubDate>
                  <content:encoded><![CDATA[<p>It runs&nbsp;again.</p><img src="x">]]></content:encoded></item>
                <item><title>No text</title><guid>https://news.example.org/78</guid></item>
                </channel></rss>""", "application/rss+xml");
        assertThat(items).hasSize(2);
        SubmissionDraft first = ((ReadItem.Draft) items.getFirst()).draft();
        assertThat(first.sourceItem())
                .isEqualTo(SourceItem.usable("https://news.example.org/#77", "2026-03-03T09:00:00Z"));
        assertThat(texts(first)).containsExactly("headline: Tram & rail", "paragraph: It runs\u00a0again.");
        assertThat(((ReadItem.Unreadable) items.get(1)).code()).isEqualTo("body-missing");
    }

    @Test
    void r04_atom_is_read() {
        SubmissionDraft draft = one(read("""
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><id>urn:f</id><title>T</title>
                <updated>2026-03-03T09:00:00Z</updated><entry><id>urn:e1</id><title>Le port</title>
                <updated>2026-03-03T10:00:00Z</updated><author><name>Awa Ndoye</name></author>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le port <b>rouvre</b>.</p></div></content>
                </entry></feed>""", "application/atom+xml"));
        assertThat(draft.sourceItem()).isEqualTo(SourceItem.usable("urn:e1", "2026-03-03T10:00:00Z"));
        assertThat(texts(draft))
                .containsExactly("headline: Le port", "byline: Awa Ndoye", "paragraph: Le port rouvre.");
    }

    @Test
    void r04_json_feed_is_read() {
        SubmissionDraft draft = one(read("""
                {"version":"https://jsonfeed.org/version/1.1","title":"T","feed_url":"https://e.org/f","language":"en",
                 "items":[{"id":"9","title":"Kites","date_modified":"2026-03-03T09:00:00Z","authors":[{"name":"Bo Lin"}],
                 "content_html":"<p>Up.</p>","_internal":{"note":"x"}}]}""", "application/feed+json"));
        assertThat(draft.sourceItem()).isEqualTo(SourceItem.usable("https://e.org/f#9", "2026-03-03T09:00:00Z"));
        assertThat(texts(draft)).containsExactly("headline: Kites", "byline: Bo Lin", "paragraph: Up.");
    }

    @Test
    void r03_a_page_is_its_article() {
        SubmissionDraft draft =
                one(formats.read(new Incoming("""
                <!DOCTYPE html><html lang="sw"><head><title>Site</title><meta name="author" content="naliaka.barasa"></head>
                <body><nav>Menu</nav><article><h1>Mvua</h1><p onclick="x()">Imenyesha.</p><script>y()</script>
                <p hidden>no</p></article></body></html>""".getBytes(StandardCharsets.UTF_8), "text/html", "rain-1")));
        assertThat(draft.clientId()).isEqualTo("rain-1");
        assertThat(draft.author()).isEqualTo("naliaka.barasa");
        assertThat(draft.language()).isEqualTo("sw");
        assertThat(texts(draft)).containsExactly("headline: Mvua", "paragraph: Imenyesha.");
    }

    @Test
    void r03_markdown_is_read_with_what_stands_above_it() {
        SubmissionDraft draft = one(formats.read(Incoming.file("""
                ---
                id: rain-2
                author: naliaka.barasa
                language: en
                targets: [fr, sw]
                urgency: 3
                ---
                # Rain at *last*

                It **rained** on [the farm](https://example.org/farm).<script>x()</script>

                - One
                - Two
                """.getBytes(StandardCharsets.UTF_8), "note.md")));
        assertThat(draft.clientId()).isEqualTo("rain-2");
        assertThat(draft.targets()).containsExactly("fr", "sw");
        assertThat(draft.urgency()).isEqualTo(3);
        assertThat(texts(draft))
                .containsExactly(
                        "headline: Rain at last",
                        "paragraph: It rained on the farm.",
                        "list-item: One",
                        "list-item: Two");
        assertThat(draft.blocks().get(1).marks()).hasSize(2);
    }

    @Test
    void r03_plain_text_begins_with_its_headline() {
        SubmissionDraft draft = one(formats.read(
                Incoming.file("Rain\r\n\r\nIt rained.\r\nA lot.".getBytes(StandardCharsets.UTF_8), "a.txt")));
        assertThat(texts(draft)).containsExactly("headline: Rain", "paragraph: It rained. A lot.");
        assertThatThrownBy(() -> formats.read(Incoming.of("Rain".getBytes(StandardCharsets.UTF_8), "text/plain")))
                .isInstanceOfSatisfying(
                        UnreadableInputException.class,
                        e -> assertThat(e.code()).isEqualTo("document-id-missing"));
    }

    @Test
    void r04_several_ninjs_items_may_come_in_one_list() {
        List<ReadItem> items = read("""
                [{"uri":"a","headline":"One","body_text":"Text."},{"uri":"b","type":"picture","headline":"Two"},
                 {"uri":"c","headline":"Three","body_xhtml":"<div><p>Text.</p></div>","bodies":7,"byline":"Mo"}]""", "application/json");
        assertThat(items).hasSize(3);
        assertThat(((ReadItem.Unreadable) items.get(1)).code()).isEqualTo("unsupported-type");
        SubmissionDraft third = ((ReadItem.Draft) items.get(2)).draft();
        assertThat(texts(third)).containsExactly("headline: Three", "byline: Mo", "paragraph: Text.");
        assertThat(third.notes()).containsExactly("Passed over $[2].bodies, which is no list.");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, windows-1251, ''",
        "windows-1251, utf-8, 'as its XML declaration says'",
        "UTF-8, utf-8, ''",
        "UTF-16, utf-16, ''",
        "UTF-8, windows-1251, ''",
    })
    void r03_an_encoding_is_declared_or_found_and_what_differs_is_noted(String actual, String declared, String note) {
        String text = "Дождь пошёл ночью и шёл до утра, и река поднялась на два метра за одну ночь.";
        String xml = "<?xml version='1.0' encoding='" + declared + "'?><nitf><head><docdata><doc-id id-string='x'/>"
                + "</docdata></head><body><body.head><hedline><hl1>Дождь</hl1></hedline></body.head><body.content><p>"
                + text + "</p></body.content></body></nitf>";
        SubmissionDraft draft =
                one(formats.read(new Incoming(xml.getBytes(Charset.forName(actual)), "text/xml", null)));
        if (!(actual.equals("UTF-8") && declared.equals("windows-1251"))) {
            assertThat(texts(draft)).contains("paragraph: " + text);
        }
        assertThat(draft.notes().toString()).contains(note);
    }

    @Test
    void r03_encodings_that_contradict_each_other_are_noted() {
        String page =
                "\uFEFF<html><head><meta charset=\"windows-1252\"><title>Été</title></head><body><p>Texte.</p></body>";
        SubmissionDraft draft = one(formats.read(
                new Incoming(page.getBytes(StandardCharsets.UTF_8), "text/html; charset=iso-8859-5", "p")));
        assertThat(texts(draft)).containsExactly("headline: Été", "paragraph: Texte.");
        assertThat(draft.notes())
                .anySatisfy(note -> assertThat(note).contains("the request says ISO-8859-5"))
                .anySatisfy(note -> assertThat(note).contains("its meta element says windows-1252"));
    }

    @Test
    void a_doubt_about_the_language_is_told_only_where_it_is_sure() {
        String english =
                "The ferry to the island will not sail in the morning because of the wind, and the people who have"
                        + " been waiting at the port since Monday are to be taken by bus to the next town with the help of the army. ";
        String kazakh =
                "Жаңбыр түні бойы жауып, өзен екі метрге көтерілді, ал ауыл тұрғындары таңға дейін үйлеріне қайта алмады. ";
        String russian =
                "Дождь шёл всю ночь, река поднялась на два метра, и жители деревни до утра не могли вернуться домой. ";
        String persian =
                "باران تمام شب بارید و رودخانه دو متر بالا آمد و مردم روستا تا صبح نتوانستند به خانه‌های خود بازگردند که گل گرفته بود پیش از این. ";
        String simplified =
                "渡轮今天没有开，因为风太大，码头上的人们从星期一开始就在等，现在他们要坐车去下一个城市，国家电视台报导说，学校也关门了，医院还开着，银行门口没有人，图书馆说明天再开门，火车还没有运行，请大家听从指挥，谢谢。";
        String traditional =
                "渡輪今天沒有開，因為風太大，碼頭上的人們從星期一開始就在等，現在他們要坐車去下一個城市，國家電視台報導說，學校也關門了，醫院還開著，銀行門口沒有人，圖書館說明天再開門，火車還沒有運行，請大家聽從指揮，謝謝。";
        assertThat(doubt(english, "fr")).contains("English");
        assertThat(doubt(english, "en-GB")).isNull();
        assertThat(doubt(english, "ar")).contains("Latin");
        assertThat(doubt(kazakh, "ru")).contains("Kazakh");
        assertThat(doubt(kazakh, "kk-Cyrl")).isNull();
        assertThat(doubt(russian, "kk-Cyrl")).contains("Russian");
        assertThat(doubt(russian, "ru")).isNull();
        assertThat(doubt(persian, "ar")).contains("Persian");
        assertThat(doubt(persian, "fa")).isNull();
        assertThat(doubt(simplified, "zh-Hans")).isNull();
        assertThat(doubt(simplified, "zh-Hant")).contains("simplified");
        assertThat(doubt(traditional, "zh-Hans")).contains("traditional");
        assertThat(doubt(traditional, "zh-Hant")).isNull();
        assertThat(doubt("Zu kurz.", "en")).isNull();
    }

    private static String doubt(String text, String language) {
        return LanguageCheck.doubt(List.of(Block.plain(SegmentKind.PARAGRAPH, text.repeat(2))), language);
    }

    private List<ReadItem> read(String body, String contentType) {
        return formats.read(Incoming.of(body.getBytes(StandardCharsets.UTF_8), contentType));
    }

    private static SubmissionDraft one(List<ReadItem> items) {
        assertThat(items).hasSize(1);
        return ((ReadItem.Draft) items.getFirst()).draft();
    }

    private static List<String> texts(SubmissionDraft draft) {
        return draft.blocks().stream()
                .map(block -> block.kind().label() + ": " + block.text())
                .toList();
    }
}
