package io.copyflow.channels.website;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.copyflow.channels.website.ArticlePage.CreditLine;
import io.copyflow.channels.website.ArticlePage.Piece;
import io.copyflow.channels.website.ArticlePage.Sibling;
import io.copyflow.channels.website.EditionPage.Teaser;
import io.copyflow.channels.website.FrontPage.EditionCard;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.SegmentKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages as bytes of UTF-8. Everything that comes from a story is escaped by the templates for the place it stands in.
 * The same story and siblings always give the same bytes.
 */
final class Pages {

    /** To be raised whenever templates change, so that sites written before are drawn anew. */
    static final int LOOK = 2;

    private static final String TEMPLATES = "io.copyflow.channels.website.templates";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
    private final Function<String, String> address;
    private final String siteName;
    private final String homeLanguage;
    private final ZoneId zone;

    /**
     * @param zone the time zone that times are printed in
     */
    Pages(WebsiteSettings settings, ZoneId zone) {
        this.address = settings::address;
        this.siteName = settings.name();
        this.homeLanguage = settings.homeLanguage();
        this.zone = zone;
    }

    /** The path of a story's page in the site's folder. */
    static String path(String storyId, String language) {
        return language + "/" + storyId + ".html";
    }

    /** The path of an edition's index in the site's folder. */
    static String path(String language) {
        return language + "/index.html";
    }

    /**
     * A story's page.
     *
     * @param live the languages the story is live in, this one included
     */
    byte[] article(Version version, List<String> live) {
        String language = version.language();
        String storyId = version.storyId();
        return render(
                "article.jte",
                new ArticlePage(
                        frame(language, version.headline(), "../"),
                        address.apply(path(storyId, language)),
                        version.headline(),
                        version.standfirst(),
                        version.byline(),
                        version.dateline(),
                        LongTime.of(version.firstPublishedAt(), language, zone),
                        version.publishedAt().isAfter(version.firstPublishedAt())
                                ? LongTime.of(version.publishedAt(), language, zone)
                                : null,
                        pieces(version.body()),
                        credits(version.credits()),
                        live.stream()
                                .map(other -> sibling(other, address.apply(path(storyId, other))))
                                .toList(),
                        live.stream()
                                .filter(other -> !other.equals(language))
                                .map(other -> sibling(other, "../" + path(storyId, other)))
                                .toList()));
    }

    /** An edition's index; stories newest first. */
    byte[] edition(String language, List<Family> stories) {
        String name = Labels.ownName(language);
        List<Teaser> teasers = new ArrayList<>();
        for (Family story : stories) {
            Family.Standing standing = story.languages().get(language);
            if (standing != null) {
                teasers.add(new Teaser(
                        story.storyId() + ".html",
                        standing.headline(),
                        standing.standfirst(),
                        LongTime.of(standing.firstPublishedAt(), language, zone)));
            }
        }
        return render(
                "edition.jte",
                new EditionPage(frame(language, name, "../"), address.apply(path(language)), name, teasers));
    }

    /** The front page: each edition with its newest story, if it has one. */
    byte[] front(Map<String, @Nullable Family> newestByLanguage) {
        List<EditionCard> cards = new ArrayList<>();
        newestByLanguage.forEach((language, newest) -> {
            Family.Standing standing =
                    newest == null ? null : newest.languages().get(language);
            cards.add(new EditionCard(
                    language,
                    LanguageTag.direction(language),
                    Labels.ownName(language),
                    path(language),
                    standing == null ? null : standing.headline(),
                    newest == null ? null : path(newest.storyId(), language)));
        });
        return render(
                "front.jte", new FrontPage(Frame.of(homeLanguage, siteName, siteName, ""), address.apply(""), cards));
    }

    /** What is said where a page was. */
    byte[] gone(String language, String root) {
        return problem(language, root, "gone", root + path(language), "latest");
    }

    /** What is said where no page ever was; in the language of the front page when the address tells none. */
    byte[] missing(@Nullable String language, String root) {
        return language == null
                ? problem(homeLanguage, root, "missing", root + "index.html", "editions")
                : problem(language, root, "missing", root + path(language), "latest");
    }

    /** The one style sheet. */
    static byte[] styles() {
        try (InputStream in = Pages.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IllegalStateException("The style sheet is missing from this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] problem(String language, String root, String label, String back, String backLabel) {
        String title = Labels.of(language).get(label + "-title");
        return render("problem.jte", new ProblemPage(frame(language, title, root), label, back, backLabel));
    }

    private Frame frame(String language, String title, String root) {
        return Frame.of(language, title + " | " + siteName, siteName, root);
    }

    private static Sibling sibling(String language, String href) {
        return new Sibling(language, LanguageTag.direction(language), Labels.ownName(language), href);
    }

    private static List<Piece> pieces(List<Version.Block> body) {
        List<Piece> pieces = new ArrayList<>();
        List<RichText> items = new ArrayList<>();
        for (int at = 0; at < body.size(); at++) {
            Version.Block block = body.get(at);
            if (block.kind() != SegmentKind.LIST_ITEM && !items.isEmpty()) {
                pieces.add(new Piece.Items(List.copyOf(items)));
                items.clear();
            }
            RichText text = RichText.of(block.text(), block.marks());
            switch (block.kind()) {
                case LIST_ITEM -> items.add(text);
                case SUBHEADING -> pieces.add(new Piece.Subheading(text));
                case QUOTE -> pieces.add(new Piece.Quote(text));
                case CAPTION, CREDIT -> pieces.add(new Piece.Note(text));
                case PARAGRAPH, HEADLINE, STANDFIRST, BYLINE, DATELINE -> pieces.add(new Piece.Paragraph(text));
                case ALTERNATIVE_TEXT -> {
                    // without a picture it stands in for one that is not here
                    if (block.media() != null) {
                        Figures.Read figure = Figures.at(body, at);
                        pieces.add(figure.figure());
                        at = figure.last();
                    }
                }
            }
        }
        if (!items.isEmpty()) {
            pieces.add(new Piece.Items(List.copyOf(items)));
        }
        return pieces;
    }

    private static List<CreditLine> credits(List<Version.Credit> credits) {
        List<CreditLine> lines = new ArrayList<>();
        for (Version.Part part : Version.Part.values()) {
            List<String> names = credits.stream()
                    .filter(credit -> credit.part() == part)
                    .map(Version.Credit::name)
                    .distinct()
                    .toList();
            if (!names.isEmpty()) {
                lines.add(new CreditLine(
                        switch (part) {
                            case AUTHOR -> "written";
                            case TRANSLATOR -> "translated";
                            case EDITOR -> "edited";
                            case WEB_EDITOR -> names.size() == 1 ? "web-editor" : "web-editors";
                        },
                        names));
            }
        }
        return lines;
    }

    private byte[] render(String template, Object page) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, page, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
