package io.copyflow.launcher.chaos;

import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.SegmentKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The website as somebody has it who reads its files: whether its pages have the whole text, and whether what is withdrawn
 * is named nowhere, neither on pages nor in indexes, feeds and sitemaps. Source: docs/semantics.md, rule 22.
 */
final class Website {

    private static final Pattern WORD_ENDS = Pattern.compile("[^A-Za-z0-9]+");

    private static final Set<SegmentKind> READ_THROUGH = EnumSet.of(
            SegmentKind.HEADLINE,
            SegmentKind.STANDFIRST,
            SegmentKind.PARAGRAPH,
            SegmentKind.SUBHEADING,
            SegmentKind.QUOTE,
            SegmentKind.LIST_ITEM);

    private final List<PublishedVersion> newest;
    private final Set<String> killed;
    private final Set<String> languages;
    private final Map<String, String> files;

    /**
     * @param languages of the website
     * @param files all that can be asked for, by path
     */
    Website(Ledger ledger, Set<String> languages, Map<String, String> files) {
        this.newest = ledger.published().values().stream().map(List::getLast).toList();
        this.killed = new Unfinished(ledger).killed();
        this.languages = Set.copyOf(languages);
        this.files = Map.copyOf(files);
    }

    private static String path(PublishedVersion version) {
        return version.getLanguage() + "/" + version.getStoryId() + ".html";
    }

    private static String place(PublishedVersion version) {
        return version.getStoryId() + "/" + version.getLanguage();
    }

    /** Each live version has its page, with its headline and every piece of its text, in its order. */
    Invariant pagesAreWhole() {
        List<String> breaches = new ArrayList<>();
        long looked = 0;
        for (PublishedVersion version : newest) {
            if (version.getStatus() != PublicationStatus.LIVE || !languages.contains(version.getLanguage())) {
                continue;
            }
            looked++;
            String page = files.get(path(version));
            if (page == null) {
                breaches.add(place(version) + " has no page");
                continue;
            }
            String text = PageText.of(page);
            List<String> missing = missing(text, Passages.ofPublished(version));
            if (!missing.isEmpty()) {
                breaches.add(place(version) + " has a page of " + version.getReleaseSequence() + " without "
                        + String.join(", ", missing));
            }
        }
        return new Invariant("pages-are-whole", "every page has the whole text that was published", looked, breaches);
    }

    /** What a page does not have, by id: what is read through stands in its order, all else anywhere. */
    private static List<String> missing(String page, List<Passages.Passage> passages) {
        List<String> missing = new ArrayList<>();
        int behind = 0;
        for (Passages.Passage passage : passages) {
            String text = PageText.plain(passage.text());
            boolean isReadThrough = READ_THROUGH.contains(passage.kind());
            int at = page.indexOf(text, isReadThrough ? behind : 0);
            if (at < 0) {
                missing.add(passage.id());
            } else if (isReadThrough) {
                behind = at + text.length();
            }
        }
        return missing;
    }

    /** What is withdrawn and named still, as sentences. */
    List<String> stillNamed() {
        Map<String, List<PublishedVersion>> withdrawn = newest.stream()
                .filter(version ->
                        version.getStatus() != PublicationStatus.LIVE || killed.contains(version.getStoryId()))
                .collect(Collectors.groupingBy(PublishedVersion::getStoryId));
        List<String> named = new ArrayList<>();
        files.forEach((path, content) -> {
            // there are many pages, and few of them name any of these
            Set<String> stories = new TreeSet<>(List.of(WORD_ENDS.split(path + " " + content)));
            stories.retainAll(withdrawn.keySet());
            for (String storyId : stories) {
                withdrawn.getOrDefault(storyId, List.of()).stream()
                        .filter(version -> names(path, content, version))
                        .forEach(version -> named.add(place(version) + " is withdrawn, and " + path + " names it"));
            }
        });
        return named.stream().sorted().toList();
    }

    /** Within its own edition an address is shorter; the story's pages in other languages have their own. */
    private boolean names(String path, String content, PublishedVersion version) {
        String storyId = version.getStoryId();
        boolean isOfStory = path.endsWith("/" + storyId + ".html");
        boolean isOfEdition = path.startsWith(version.getLanguage() + "/");
        return path.equals(path(version))
                || ((killed.contains(storyId) || (isOfEdition && !isOfStory)) && content.contains(storyId))
                || content.contains(path(version));
    }

    Invariant withdrawnIsUnnamed() {
        long looked = newest.stream()
                .filter(version -> version.getStatus() != PublicationStatus.LIVE)
                .filter(version -> languages.contains(version.getLanguage()))
                .count();
        return new Invariant(
                "withdrawn-is-unnamed",
                "what is withdrawn is on no page and in no index, feed or sitemap",
                files.isEmpty() ? 0 : looked,
                stillNamed());
    }
}
