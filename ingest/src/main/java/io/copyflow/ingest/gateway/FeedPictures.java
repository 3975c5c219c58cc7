package io.copyflow.ingest.gateway;

import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import io.copyflow.media.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/**
 * The pictures and videos an entry of a feed names beside its text: {@code media:content} of Media RSS, alone or the
 * largest of a {@code media:group}; enclosures; where there is neither, {@code media:thumbnail}.
 */
final class FeedPictures {

    private static final String MEDIA = "http://search.yahoo.com/mrss/";

    private FeedPictures() {}

    /** @param base the address others are on; empty for none */
    static List<WantedPicture> of(SyndEntry entry, String base, Notes notes) {
        List<WantedPicture> all = new ArrayList<>();
        List<Element> media = entry.getForeignMarkup().stream()
                .filter(element -> element.getNamespaceURI().equals(MEDIA))
                .toList();
        for (Element element : media) {
            if (element.getName().equals("group")) {
                add(contents(Xml.all(element, "content"), base), List.of(element), "media:group", all);
            } else if (element.getName().equals("content")) {
                add(contents(List.of(element), base), List.of(element), "media:content", all);
            }
        }
        for (SyndEnclosure enclosure : entry.getEnclosures()) {
            if (enclosure.getUrl() == null || !isTaken(enclosure.getType(), null)) {
                notes.add("Left out an enclosure that is neither picture nor video");
            } else {
                add(List.of(Links.on(base, enclosure.getUrl())), List.of(), "an enclosure", all);
            }
        }
        if (all.isEmpty()) {
            media.stream()
                    .filter(element -> element.getName().equals("thumbnail"))
                    .flatMap(element -> Stream.ofNullable(element.getAttributeValue("url")))
                    .limit(1)
                    .forEach(url -> add(List.of(Links.on(base, url)), media, "media:thumbnail", all));
        }
        return all;
    }

    private static void add(List<String> addresses, List<Element> about, String path, List<WantedPicture> all) {
        if (!addresses.isEmpty()
                && all.stream().noneMatch(other -> other.place().equals(WantedPicture.place(addresses.getFirst())))) {
            all.add(new WantedPicture(
                    0, addresses, text(about, "title"), text(about, "description"), text(about, "credit"), path));
        }
    }

    private static List<String> contents(List<Element> contents, String base) {
        return contents.stream()
                .filter(content -> content.getAttributeValue("url") != null
                        && isTaken(content.getAttributeValue("type"), content.getAttributeValue("medium")))
                .sorted(Comparator.comparingLong(Xml::pixels).reversed())
                .map(content -> Links.on(base, content.getAttributeValue("url")))
                .toList();
    }

    private static boolean isTaken(@Nullable String type, @Nullable String medium) {
        return type == null || type.isBlank()
                ? medium == null || medium.equals("image") || medium.equals("video")
                : MediaType.named(type.strip().toLowerCase(Locale.ROOT)) != null;
    }

    private static @Nullable String text(List<Element> about, String name) {
        return about.stream()
                .flatMap(element -> Stream.concat(
                        element.getName().equals(name) ? Stream.of(element) : Stream.empty(),
                        element.getChildren().stream()
                                .flatMap(child -> child.getName().equals("content")
                                        ? Stream.concat(Stream.of(child), child.getChildren().stream())
                                        : Stream.of(child))
                                .filter(child -> child.getName().equals(name))))
                .map(Xml::text)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(null);
    }
}
