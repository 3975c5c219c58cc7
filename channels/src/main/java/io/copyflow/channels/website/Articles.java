package io.copyflow.channels.website;

import io.copyflow.channels.delivery.Version;
import io.copyflow.channels.website.ArticlePage.CreditLine;
import io.copyflow.channels.website.ArticlePage.Notice;
import io.copyflow.channels.website.ArticlePage.Piece;
import io.copyflow.channels.website.ArticlePage.Sibling;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Mark;
import io.copyflow.contract.SegmentKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** From a version to what its page prints. */
final class Articles {

    private final Heads heads;
    private final WebsiteSettings settings;
    private final String siteName;
    private final ZoneId zone;

    Articles(WebsiteSettings settings, ZoneId zone) {
        this.settings = settings;
        this.heads = new Heads(settings, zone);
        this.siteName = settings.name();
        this.zone = zone;
    }

    /**
     * What a story's page prints.
     *
     * @param live the languages the story is live in, this one included
     */
    ArticlePage page(Version version, List<String> live) {
        return page(version, live, path -> "../" + path);
    }

    /** The same for a reader of feeds, who has the site's files at their address alone. */
    ArticlePage entry(Version version) {
        return page(version, List.of(version.language()), path -> settings.link("../", path));
    }

    private ArticlePage page(Version version, List<String> live, UnaryOperator<String> wayTo) {
        String language = version.language();
        return new ArticlePage(
                Frame.of(language, version.headline() + " | " + siteName, siteName, "../"),
                heads.article(version, live),
                RichText.of(version.headline(), version.headMarks().headline()),
                rich(version.standfirst(), version.headMarks().standfirst()),
                rich(version.byline(), version.headMarks().byline()),
                rich(version.dateline(), version.headMarks().dateline()),
                LongTime.of(version.firstPublishedAt(), language, zone),
                version.publishedAt().isAfter(version.firstPublishedAt())
                        ? LongTime.of(version.publishedAt(), language, zone)
                        : null,
                notice(version),
                pieces(version.body(), wayTo),
                credits(version.credits()),
                live.stream()
                        .filter(other -> !other.equals(language))
                        .map(other -> new Sibling(
                                other,
                                LanguageTag.direction(other),
                                Labels.ownName(other),
                                "../" + Pages.path(version.storyId(), other)))
                        .toList());
    }

    private static @Nullable RichText rich(@Nullable String text, List<Mark> marks) {
        return text == null ? null : RichText.of(text, marks);
    }

    /** The key of the label for what became of an earlier text. */
    static String label(Version.Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }

    /** The note is the source's, so other languages say in the site's own words what kind of change it was. */
    private @Nullable Notice notice(Version version) {
        Version.Change change = version.change();
        if (change == null) {
            return null;
        }
        String language = version.language();
        return new Notice(
                label(change),
                language.equals(version.sourceLanguage()) ? version.changeNote() : null,
                LongTime.of(version.publishedAt(), language, zone),
                language,
                LanguageTag.direction(language));
    }

    private static List<Piece> pieces(List<Version.Block> body, UnaryOperator<String> wayTo) {
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
                        Figures.Read figure = Figures.at(body, at, wayTo);
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
            List<String> names = names(credits, part);
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

    /** Who did a part, each named once. */
    static List<String> names(List<Version.Credit> credits, Version.Part part) {
        return credits.stream()
                .filter(credit -> credit.part() == part)
                .map(Version.Credit::name)
                .distinct()
                .toList();
    }
}
