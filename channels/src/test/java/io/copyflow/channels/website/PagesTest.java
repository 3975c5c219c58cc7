package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.channels.delivery.Version;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.CreditRole;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PagesTest {

    static final List<String> LANGUAGES = SampleStory.LANGUAGES;

    private final Pages pages = new Pages(Log.settings(Path.of("unused")), ZoneOffset.UTC);

    @Test
    void an_english_story_has_all_its_parts_in_order() {
        Document page = story("en");

        assertThat(page.title())
                .isEqualTo("Weather network brings local forecasts to herders in northern Kenya | Farlight Dispatch");
        assertThat(page.select("h1").text()).startsWith("Weather network brings");
        assertThat(page.select("main article > header > .standfirst").text()).startsWith("Forty-eight");
        assertThat(page.select(".byline").text()).isEqualTo("Naliaka Barasa");
        assertThat(page.select(".dateline").text()).isEqualTo("Marsabit");
        assertThat(plainSpaces(page.select(".when").text())).isEqualTo("Published 3 March 2026 at 2:05 pm UTC");
        assertThat(page.select("time").attr("datetime")).isEqualTo("2026-03-03T14:05:00Z");
        assertThat(page.select(".body").first().children().eachAttr("class")).isEmpty();
        assertThat(page.select(".body > *").stream().map(Element::tagName))
                .containsExactly("p", "p", "p", "ul", "p", "h2", "p", "blockquote", "p");
        assertThat(page.select(".body ul > li")).hasSize(3);
        assertThat(page.select(".body em").text()).isEqualTo("any");
        Element link = page.selectFirst(".body a");
        assertThat(link.wholeText()).isEqualTo("trial results");
        assertThat(link.attr("href")).isEqualTo("https://example.org/marsabit-weather-trial");
        assertThat(link.attr("rel")).contains("noopener");
        assertThat(page.select(".credit").eachText())
                .containsExactly(
                        "Written by Naliaka Barasa",
                        "Edited by Olivia Hart",
                        "Web editors: Sayaka Orimoto, Айгерім Нұрлан");
        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("https://news.example.org/en/s1.html");
        assertThat(page.select(".masthead a").eachAttr("href")).containsExactly("../index.html", "index.html");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ar | rtl | شبكة أرصاد توفر توقعات جوية محلية للرعاة في شمال كينيا | نُشر في 3 مارس 2026 | تحرير الموقع: Sayaka Orimoto، Айгерім Нұрлан",
                "kk-Cyrl | ltr | Кенияның солтүстігіндегі малшылар жергілікті ауа райы болжамын алады | 2026 ж. 3 наурыз | Веб-редакторлар: Sayaka Orimoto, Айгерім Нұрлан",
                "ja | ltr | ケニア北部に気象観測網、牧畜民に地域ごとの予報 | 2026年3月3日 14:05 UTC 配信 | ウェブ編集：Sayaka Orimoto、Айгерім Нұрлан",
                "th | ltr | เครือข่ายสถานีตรวจอากาศส่งพยากรณ์เฉพาะพื้นที่ถึงผู้เลี้ยงสัตว์ในเคนยาตอนเหนือ | 3 มีนาคม 2569 | บรรณาธิการเว็บไซต์: Sayaka Orimoto, Айгерім Нұрлан"
            })
    void a_translation_speaks_its_own_language_throughout(
            String language, String direction, String headline, String date, String webEditors) {
        Document page = story(language);

        assertThat(page.selectFirst("html").attr("lang")).isEqualTo(language);
        assertThat(page.selectFirst("html").attr("dir")).isEqualTo(direction);
        assertThat(page.select("h1").text()).isEqualTo(headline);
        assertThat(plainSpaces(page.select(".when").text())).contains(date);
        assertThat(page.select("time").attr("datetime")).isEqualTo("2026-03-03T14:05:00Z");
        assertThat(page.select(".credit").last().text()).isEqualTo(webEditors);
        assertThat(page.select(".credit")).hasSize(4);
        assertThat(page.select(".body > *").stream().map(Element::tagName))
                .containsExactly("p", "p", "p", "ul", "p", "h2", "p", "blockquote", "p");
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void a_page_runs_nothing_asks_nobody_and_can_be_read_without_eyes(String language) {
        Document page = story(language);

        assertThat(page.select("script:not([type=application/ld+json]), img, iframe, style, [style], object, form"))
                .isEmpty();
        assertThat(page.select("link[rel=stylesheet]").eachAttr("href")).containsExactly("../style.css");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("body > header, body > main, body > nav")).hasSize(3);
        assertThat(page.select("a.skip").attr("href")).isEqualTo("#text");
        assertThat(page.select("#text")).hasSize(1);
        assertThat(page.select("nav").attr("aria-labelledby"))
                .isEqualTo(page.select("nav h2").attr("id"));
        for (Element link : page.select("a")) {
            assertThat(link.wholeText()).isEqualTo(link.wholeText().strip()).isNotEmpty();
        }
    }

    @Test
    void the_switcher_calls_each_language_by_its_own_name_in_its_own_direction() {
        Document page = story("ja");

        Element arabic = page.selectFirst("nav a[hreflang=ar]");
        assertThat(arabic.text()).isEqualTo("العربية");
        assertThat(arabic.attr("lang")).isEqualTo("ar");
        assertThat(arabic.attr("dir")).isEqualTo("rtl");
        assertThat(arabic.attr("href")).isEqualTo("../ar/s1.html");
        assertThat(page.select("nav a[hreflang=ja]")).isEmpty();
        assertThat(page.select("head link[hreflang]").eachAttr("hreflang"))
                .hasSize(17)
                .contains("ja", "x-default");
    }

    @Test
    void a_language_without_labels_keeps_its_text_and_marks_the_words_of_the_site_as_english() {
        PublishedVersion persian = PublishedVersion.newBuilder(SampleStory.in("ar", "s1", 1))
                .setLanguage("fa")
                .setHeadline("تیتر")
                .build();

        Document page = parse(pages.article(Log.version(persian), List.of("fa", "ar")));

        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("fa");
        assertThat(page.selectFirst("html").attr("dir")).isEqualTo("rtl");
        Element credit = page.selectFirst(".credit");
        assertThat(credit.text()).startsWith("Written by");
        assertThat(credit.attr("lang")).isEqualTo("en");
        assertThat(credit.attr("dir")).isEqualTo("ltr");
        assertThat(page.select("time").attr("lang")).isEqualTo("fa");
        assertThat(page.select("h1").hasAttr("lang")).isFalse();
    }

    @Test
    void what_stands_above_the_body_is_marked_as_it_was_signed_and_plain_where_only_text_may_stand() {
        PublishedVersion marked = PublishedVersion.newBuilder(SampleStory.in("en", "s1", 1))
                .setHeadline("🌧 Rain at last")
                .setHeadlineMarks(List.of(new Mark(MarkKind.EMPHASIS, 2, 6, null)))
                .setStandfirst("After four dry years, the dam is full.")
                .setStandfirstMarks(List.of(
                        new Mark(MarkKind.STRONG, 6, 10, null),
                        new Mark(MarkKind.LINK, 26, 29, "https://dam.example.org/"),
                        new Mark(MarkKind.LINK, 33, 37, "javascript:alert(1)")))
                .setByline("By Naliaka Barasa")
                .setBylineMarks(List.of(new Mark(MarkKind.LINK, 3, 17, "https://barasa.example.org/")))
                .setDateline("NAIROBI")
                .setDatelineMarks(List.of(new Mark(MarkKind.STRONG, 0, 7, null)))
                .build();

        Document page = parse(pages.article(Log.version(marked), List.of("en")));

        assertThat(page.selectFirst("h1").html()).isEqualTo("🌧 <em>Rain</em> at last");
        assertThat(page.selectFirst("p.standfirst").html())
                .isEqualTo("After <strong>four</strong> dry years, the <a href=\"https://dam.example.org/\""
                        + " rel=\"external noopener\">dam</a> is full.");
        assertThat(page.selectFirst(".byline a").text()).isEqualTo("Naliaka Barasa");
        assertThat(page.selectFirst(".dateline strong").text()).isEqualTo("NAIROBI");
        assertThat(page.title()).startsWith("🌧 Rain at last |");
        assertThat(page.selectFirst("meta[name=description]").attr("content"))
                .isEqualTo("After four dry years, the dam is full.");
    }

    @Test
    void whatever_a_story_brings_is_text_and_never_markup() {
        String evil = "</title></script>\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;";
        List<Segment> body = List.of(SegmentKind.values()).stream()
                .map(kind -> new Segment(
                        "b1",
                        kind,
                        evil,
                        List.of(
                                new Mark(MarkKind.STRONG, 0, 5, null),
                                new Mark(MarkKind.LINK, 3, 9, "https://example.org/\"onmouseover=\"alert(1)")),
                        null))
                .toList();
        PublishedVersion story = PublishedVersion.newBuilder(SampleStory.in("en", "s1", 1))
                .setHeadline(evil)
                .setStandfirst(evil)
                .setByline(evil)
                .setDateline(evil)
                .setBody(body)
                .setCredits(List.of(new Credit(CreditRole.AUTHOR, evil, evil)))
                .build();
        Version version = Log.version(story);
        Family family = Family.unknown("s1").with(version);
        Map<String, List<Family>> newest = Map.of("en", List.of(family));

        for (byte[] html : List.of(
                pages.article(version, List.of("en")),
                pages.edition("en", List.of(family), Set.of("en")),
                pages.front(newest))) {
            Document page = parse(html);
            assertThat(page.select("script:not([type=application/ld+json]), img, b, [onerror], [onmouseover]"))
                    .isEmpty();
            assertThat(page.body().wholeText()).contains(evil);
        }
        assertThat(parse(pages.article(version, List.of("en"))).title()).startsWith(evil);
    }

    @Test
    void an_update_says_when_it_was_made_in_the_zone_of_the_site() {
        PublishedVersion updated = PublishedVersion.newBuilder(SampleStory.in("de", "s1", 2))
                .setPublishedAt(SampleStory.RELEASED.plusSeconds(7200))
                .build();

        Document page = parse(new Pages(Log.settings(Path.of("unused")), ZoneId.of("Asia/Almaty"))
                .article(Log.version(updated), List.of("de")));

        assertThat(page.select(".when").eachText())
                .containsExactly(
                        "Veröffentlicht am 3. März 2026 um 19:05 GMT+5", "Aktualisiert am 3. März 2026 um 21:05 GMT+5");
        assertThat(page.select("time").first().attr("datetime")).isEqualTo("2026-03-03T19:05:00+05:00");
    }

    @Test
    void a_page_tells_machines_what_it_is_and_what_it_translates() throws IOException {
        Document page = story("ar");

        JsonNode article = jsonLd(page);
        assertThat(article.get("@type").asText()).isEqualTo("NewsArticle");
        assertThat(article.get("url").asText()).isEqualTo("https://news.example.org/ar/s1.html");
        assertThat(article.get("inLanguage").asText()).isEqualTo("ar");
        assertThat(article.get("datePublished").asText()).isEqualTo("2026-03-03T14:05:00Z");
        assertThat(article.at("/author/0/name").asText()).isEqualTo("Naliaka Barasa");
        assertThat(article.at("/translator/0/name").asText()).isEqualTo("Rania Haddadin");
        assertThat(article.at("/publisher/name").asText()).isEqualTo("Farlight Dispatch");
        assertThat(article.at("/translationOfWork/url").asText()).isEqualTo("https://news.example.org/en/s1.html");
        assertThat(article.has("workTranslation")).isFalse();
        assertThat(article.has("correction")).isFalse();
        assertThat(page.select("meta[name=description]").attr("content"))
                .isEqualTo(page.select("header .standfirst").text());
        assertThat(property(page, "og:type")).isEqualTo("article");
        assertThat(property(page, "og:url")).isEqualTo("https://news.example.org/ar/s1.html");
        assertThat(property(page, "og:locale")).isEqualTo("ar_EG");
        assertThat(page.select("meta[property=og:locale:alternate]")).hasSize(15);
        assertThat(property(page, "article:published_time")).isEqualTo("2026-03-03T14:05:00Z");
        assertThat(page.select("link[rel=alternate][type]").eachAttr("href"))
                .containsExactly(
                        "https://news.example.org/ar/feed.atom",
                        "https://news.example.org/ar/feed.rss",
                        "https://news.example.org/ar/feed.json");
    }

    @Test
    void the_source_lists_its_translations() throws IOException {
        JsonNode article = jsonLd(story("en"));

        assertThat(article.get("workTranslation")).hasSize(15);
        assertThat(article.has("translationOfWork")).isFalse();
        assertThat(article.at("/workTranslation/0/inLanguage").asText()).isEqualTo("zh-Hans");
    }

    @Test
    void no_text_can_break_out_of_the_data_for_machines() throws IOException {
        PublishedVersion nasty = PublishedVersion.newBuilder(SampleStory.in("en", "s1", 1))
                .setHeadline("</script><script>alert(1)</script><!-- & \" '")
                .build();

        Document page = parse(pages.article(Log.version(nasty), List.of("en")));

        assertThat(page.select("script")).hasSize(1);
        assertThat(jsonLd(page).get("headline").asText()).isEqualTo(nasty.getHeadline());
    }

    @Test
    void a_site_without_an_address_names_none() throws IOException {
        Pages privately = new Pages(Log.privately(Path.of("unused")), ZoneOffset.UTC);

        String html = new String(
                privately.article(Log.version(SampleStory.in("ar", "s1", 1)), LANGUAGES), StandardCharsets.UTF_8);

        assertThat(html)
                .doesNotContain("news.example.org")
                .doesNotContain("canonical")
                .doesNotContain("og:url");
        Document page = Jsoup.parse(html);
        assertThat(page.select("link[hreflang=en]").attr("href")).isEqualTo("../en/s1.html");
        assertThat(page.select("link[rel=alternate][type]").eachAttr("href"))
                .containsExactly("../ar/feed.atom", "../ar/feed.json");
        assertThat(jsonLd(page).at("/translationOfWork/url").asText()).isEqualTo("../en/s1.html");
    }

    @Test
    void r21_a_correction_says_so_in_the_sources_words_there_and_in_the_sites_words_elsewhere() throws IOException {
        String note = "There are 48 stations, not 84.";
        Document source = parse(pages.article(Log.version(Log.corrected("s1", "en", 2, note)), LANGUAGES));
        Document translation = parse(pages.article(Log.version(Log.corrected("s1", "ar", 2, null)), LANGUAGES));

        assertThat(plainSpaces(source.select(".notice").text()))
                .isEqualTo("Correction 3 March 2026 at 3:05 pm UTC " + note);
        assertThat(source.select(".notice p").last().attr("lang")).isEqualTo("en");
        assertThat(jsonLd(source).at("/correction/text").asText()).isEqualTo(note);
        assertThat(translation.select(".notice strong").text()).isEqualTo("تصحيح");
        assertThat(translation.select(".notice").text()).contains("خطأً جرى تصحيحه");
        assertThat(jsonLd(translation).at("/correction/inLanguage").asText()).isEqualTo("ar");
        assertThat(jsonLd(translation).at("/correction/@type").asText()).isEqualTo("CorrectionComment");
    }

    @Test
    void an_index_is_grouped_by_day_and_shows_what_is_urgent_or_corrected() {
        Family usual = family(SampleStory.in("en", "s1", 1));
        Family flash = family(PublishedVersion.newBuilder(SampleStory.in("en", "s2", 1))
                .setFirstPublishedAt(SampleStory.RELEASED.minusSeconds(60))
                .setUrgency(1)
                .build());
        Family older = family(PublishedVersion.newBuilder(Log.corrected("s3", "en", 1, null))
                .setFirstPublishedAt(SampleStory.RELEASED.minusSeconds(86_400))
                .build());

        Document page = parse(pages.edition("en", List.of(usual, flash, older), Set.of("en", "ar")));

        assertThat(page.select("h2.day").eachText()).containsExactly("Tuesday, 3 March 2026", "Monday, 2 March 2026");
        assertThat(page.select("h2.day time").attr("datetime")).isEqualTo("2026-03-03");
        assertThat(page.select("li.flash h3").text()).startsWith("Flash ");
        assertThat(page.select(".flag")).hasSize(1);
        assertThat(page.select(".change").eachText()).containsExactly("Correction");
        assertThat(plainSpaces(page.select(".facts time").first().text())).isEqualTo("2:05 pm");
        assertThat(page.select("head link[hreflang]").eachAttr("hreflang"))
                .containsExactlyInAnyOrder("ar", "en", "x-default");
    }

    @Test
    void the_front_page_lists_editions_each_in_its_language() {
        Map<String, List<Family>> newest = new LinkedHashMap<>();
        newest.put("ar", List.of(family(SampleStory.in("ar", "s1", 1))));
        newest.put("en", List.of());
        newest.put("kk-Cyrl", List.of());

        Document page = parse(pages.front(newest));

        assertThat(page.select(".editions > li").eachAttr("lang")).containsExactly("en", "ar", "kk-Cyrl");
        assertThat(page.select(".editions > li").eachAttr("dir")).containsExactly("ltr", "rtl", "ltr");
        assertThat(page.select(".editions a").eachAttr("href"))
                .containsExactly("en/index.html", "ar/index.html", "ar/s1.html", "kk-Cyrl/index.html");
    }

    private static Family family(PublishedVersion record) {
        return Family.unknown(record.getStoryId()).with(Log.version(record));
    }

    private static JsonNode jsonLd(Document page) throws IOException {
        return new ObjectMapper()
                .readTree(
                        page.select("script[type=application/ld+json]").first().data());
    }

    private static String property(Document page, String name) {
        return page.select("meta[property=" + name + "]").attr("content");
    }

    /** Dates have spaces that do not break a line. */
    private static String plainSpaces(String text) {
        return text.replaceAll("\\p{Zs}", " ");
    }

    private Document story(String language) {
        return parse(pages.article(Log.version(SampleStory.in(language, "s1", 1)), LANGUAGES));
    }

    private static Document parse(byte[] html) {
        return Jsoup.parse(new String(html, StandardCharsets.UTF_8));
    }
}
