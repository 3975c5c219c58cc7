package io.copyflow.channels.website;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.copyflow.channels.delivery.Version;
import io.copyflow.channels.website.EditionPage.Day;
import io.copyflow.channels.website.EditionPage.Teaser;
import io.copyflow.channels.website.FrontPage.EditionCard;
import io.copyflow.channels.website.FrontPage.Headline;
import io.copyflow.contract.LanguageTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pages as bytes of UTF-8. Everything that comes from a story is escaped by the templates for the place it stands in.
 * The same story and siblings always give the same bytes.
 */
final class Pages {

    /** To be raised whenever templates change, so that sites written before are drawn anew. */
    static final int LOOK = 4;

    private static final String TEMPLATES = "io.copyflow.channels.website.templates";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
    private final Articles articles;
    private final Heads heads;
    private final String siteName;
    private final String homeLanguage;
    private final ZoneId zone;

    /**
     * @param zone the time zone that times are printed in
     */
    Pages(WebsiteSettings settings, ZoneId zone) {
        this.articles = new Articles(settings, zone);
        this.heads = new Heads(settings, zone);
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
        return render("article.jte", articles.page(version, live));
    }

    /** A story's text alone, for feeds. */
    String entry(Version version) {
        return new String(render("entry.jte", articles.entry(version)), StandardCharsets.UTF_8);
    }

    /** An edition's index; stories newest first. */
    byte[] edition(String language, List<Family> stories, Set<String> editions) {
        String name = Labels.ownName(language);
        return render(
                "edition.jte",
                new EditionPage(
                        Frame.of(language, name + " | " + siteName, siteName, "../"),
                        heads.edition(language, editions),
                        name,
                        days(language, stories)));
    }

    private List<Day> days(String language, List<Family> stories) {
        Map<LongTime, List<Teaser>> days = new LinkedHashMap<>();
        for (Family story : stories) {
            Family.Standing standing = story.standing(language);
            days.computeIfAbsent(LongTime.day(standing.firstPublishedAt(), language, zone), _ -> new ArrayList<>())
                    .add(teaser(story.storyId(), standing, language));
        }
        return days.entrySet().stream()
                .map(day -> new Day(day.getKey().iso(), day.getKey().words(), day.getValue()))
                .toList();
    }

    private Teaser teaser(String storyId, Family.Standing standing, String language) {
        String flag = switch (standing.urgency()) {
            case 1 -> "flash";
            case 2 -> "urgent";
            default -> null;
        };
        return new Teaser(
                storyId + ".html",
                standing.headline(),
                standing.standfirst(),
                LongTime.ofDay(standing.firstPublishedAt(), language, zone),
                flag == null ? "usual" : flag,
                flag,
                standing.change() == null ? null : Articles.label(standing.change()));
    }

    /** The front page: each edition with its newest stories, the outlet's own language first. */
    byte[] front(Map<String, List<Family>> newestByLanguage) {
        List<EditionCard> cards = new ArrayList<>();
        newestByLanguage.forEach((language, newest) -> {
            EditionCard card = new EditionCard(
                    language,
                    LanguageTag.direction(language),
                    Labels.ownName(language),
                    path(language),
                    newest.stream()
                            .map(story ->
                                    new Headline(story.standing(language).headline(), path(story.storyId(), language)))
                            .toList());
            cards.add(language.equals(homeLanguage) ? 0 : cards.size(), card);
        });
        return render(
                "front.jte",
                new FrontPage(
                        Frame.of(homeLanguage, siteName, siteName, ""), heads.front(newestByLanguage.keySet()), cards));
    }

    /** What is said where a page was and will not be again. */
    byte[] gone(String language, String root) {
        return problem(language, root, "gone", root + path(language), "latest");
    }

    /** What is said where a page was and may be again. */
    byte[] withheld(String language, String root) {
        return problem(language, root, "withheld", root + path(language), "latest");
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
        Frame frame = Frame.of(language, title + " | " + siteName, siteName, root);
        return render("problem.jte", new ProblemPage(frame, label, back, backLabel));
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
