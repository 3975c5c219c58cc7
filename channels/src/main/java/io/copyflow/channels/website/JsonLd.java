package io.copyflow.channels.website;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Version;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stories as schema.org's NewsArticle in JSON-LD. Addresses are relative where the site has none to tell; readers of
 * JSON-LD take them from the page's own.
 */
final class JsonLd {

    private final ObjectMapper json = new ObjectMapper();
    private final WebsiteSettings settings;
    private final ZoneId zone;

    JsonLd(WebsiteSettings settings, ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
    }

    /** A JSON object that may stand in a script element as it is: nothing in it can end the element. */
    String article(Version version, List<String> live, @Nullable String description, List<String> authors) {
        ObjectNode article = json.createObjectNode();
        article.put("@context", "https://schema.org");
        article.put("@type", "NewsArticle");
        article.put("identifier", settings.urn(version.storyId(), version.language()));
        article.put("url", address(version, version.language()));
        String page = settings.publicAddress(Pages.path(version.storyId(), version.language()));
        if (page != null) {
            article.putObject("mainEntityOfPage").put("@type", "WebPage").put("@id", page);
        }
        article.put("headline", version.headline());
        if (description != null) {
            article.put("description", description);
        }
        article.put("inLanguage", version.language());
        article.put("datePublished", LongTime.iso(version.firstPublishedAt(), zone));
        article.put("dateModified", LongTime.iso(version.publishedAt(), zone));
        if (version.dateline() != null) {
            article.put("dateline", version.dateline());
        }
        people(article, "author", authors);
        people(article, "translator", Articles.names(version.credits(), Version.Part.TRANSLATOR));
        people(article, "editor", Articles.names(version.credits(), Version.Part.EDITOR));
        ObjectNode publisher = article.putObject("publisher");
        publisher.put("@type", "NewsMediaOrganization").put("name", settings.name());
        String home = settings.publicAddress("");
        if (home != null) {
            publisher.put("url", home);
        }
        article.put("isAccessibleForFree", true);
        translations(article, version, live);
        correction(article, version);
        return safe(article);
    }

    private void translations(ObjectNode article, Version version, List<String> live) {
        String source = version.sourceLanguage();
        if (!version.language().equals(source)) {
            if (live.contains(source)) {
                article.set("translationOfWork", work(version, source));
            }
            return;
        }
        ArrayNode translations = json.createArrayNode();
        live.stream().filter(other -> !other.equals(source)).forEach(other -> translations.add(work(version, other)));
        if (!translations.isEmpty()) {
            article.set("workTranslation", translations);
        }
    }

    private ObjectNode work(Version version, String language) {
        return json.createObjectNode()
                .put("@type", "NewsArticle")
                .put("url", address(version, language))
                .put("inLanguage", language);
    }

    private void correction(ObjectNode article, Version version) {
        Version.Change change = version.change();
        if (change == null || change == Version.Change.UPDATE) {
            return;
        }
        Labels labels = Labels.of(version.language());
        boolean own = version.language().equals(version.sourceLanguage()) && version.changeNote() != null;
        article.putObject("correction")
                .put("@type", "CorrectionComment")
                .put("text", own ? version.changeNote() : labels.get(Articles.label(change) + "-text"))
                .put("inLanguage", own ? version.language() : labels.language())
                .put("datePublished", LongTime.iso(version.publishedAt(), zone));
    }

    private static void people(ObjectNode article, String part, List<String> names) {
        if (!names.isEmpty()) {
            ArrayNode people = article.putArray(part);
            names.forEach(name -> people.addObject().put("@type", "Person").put("name", name));
        }
    }

    private String address(Version version, String language) {
        return settings.link("../", Pages.path(version.storyId(), language));
    }

    /** In JSON these characters stand only inside strings, where an escape means the same. */
    private String safe(ObjectNode object) {
        try {
            return json.writeValueAsString(object)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
