package io.copyflow.ingest.gateway;

import io.copyflow.media.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and videos of NewsML-G2: what a text names itself ({@code remoteContent}), and in a message the picture items
 * that it links to, or that stand beside it in a package.
 */
final class NewsMlPictures {

    private static final Set<String> CLASSES = Set.of("picture", "video", "graphic");

    /** More beside one text are left out. */
    private static final int MOST = 50;

    private final Map<String, Element> items = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> packagesOf = new HashMap<>();

    private NewsMlPictures() {}

    /** Of an item that came alone. */
    static NewsMlPictures none() {
        return new NewsMlPictures();
    }

    /** Of the sets of a message. */
    static NewsMlPictures in(List<Element> sets) {
        NewsMlPictures found = new NewsMlPictures();
        List<Element> all =
                sets.stream().flatMap(set -> set.getChildren().stream()).toList();
        for (Element item : all) {
            String guid = Xml.attribute(item, "guid");
            if (guid != null && isPicture(item)) {
                found.items.put(guid, item);
            }
        }
        all.stream().filter(item -> item.getName().equals("packageItem")).forEach(item -> {
            Set<String> members = members(item, new LinkedHashSet<>());
            List<String> shown =
                    members.stream().filter(found.items::containsKey).toList();
            members.stream()
                    .filter(guid -> !found.items.containsKey(guid))
                    .forEach(guid -> found.packagesOf
                            .computeIfAbsent(guid, unused -> new ArrayList<>())
                            .add(shown));
        });
        return found;
    }

    private static Set<String> members(Element in, Set<String> members) {
        for (Element child : in.getChildren()) {
            if (child.getName().equals("itemRef")) {
                Stream.of("residref", "href")
                        .map(name -> Xml.attribute(child, name))
                        .filter(Objects::nonNull)
                        .forEach(members::add);
            }
            members(child, members);
        }
        return members;
    }

    private static boolean isPicture(Element item) {
        String itemClass = NewsMlReader.code(Xml.first(item, "itemMeta", "itemClass"));
        return item.getName().equals("newsItem") && itemClass != null && CLASSES.contains(itemClass);
    }

    /** The picture items that texts of the message show. */
    Set<Element> shown(List<Element> texts) {
        Set<Element> shown = new HashSet<>();
        texts.stream().filter(text -> !isPicture(text)).forEach(text -> shown.addAll(wanted(text)));
        return shown;
    }

    private List<Element> wanted(Element text) {
        Stream<String> linked = Xml.all(Xml.first(text, "itemMeta"), "link").stream()
                .flatMap(link -> Stream.of("residref", "href").map(name -> String.valueOf(Xml.attribute(link, name))));
        Stream<String> packaged =
                packagesOf.getOrDefault(String.valueOf(Xml.attribute(text, "guid")), List.of()).stream()
                        .flatMap(List::stream);
        return Stream.concat(linked, packaged)
                .map(items::get)
                .filter(Objects::nonNull)
                .limit(2 * MOST)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** What a text shows. */
    List<WantedPicture> of(Element text, Notes notes) {
        List<WantedPicture> all = new ArrayList<>();
        List<String> own = addresses(text);
        if (!own.isEmpty()) {
            all.add(new WantedPicture(0, own, null, null, null, "remoteContent"));
        }
        for (Element item : wanted(text)) {
            String path = "the " + NewsMlReader.code(Xml.first(item, "itemMeta", "itemClass")) + " "
                    + SubmissionFormats.shown(String.valueOf(Xml.attribute(item, "guid")));
            String refusal = refusal(item, text);
            if (refusal != null) {
                notes.add("Left out " + path + ", " + refusal);
                continue;
            }
            Element about = Xml.first(item, "contentMeta");
            String credit = Xml.text(about, "creditline");
            all.add(new WantedPicture(
                    0,
                    addresses(item),
                    described(about, "alt"),
                    described(about, "caption"),
                    credit == null ? Xml.text(about, "by") : credit,
                    path));
        }
        return all;
    }

    /** A picture has rights of its own: one that is withheld, canceled or embargoed otherwise does not go with the text. */
    private static @Nullable String refusal(Element item, Element text) {
        String status = NewsMlReader.code(Xml.first(item, "itemMeta", "pubStatus"));
        if (status != null && !status.equals("usable")) {
            return "which is " + SubmissionFormats.shown(status);
        }
        String embargo = Xml.text(item, "itemMeta", "embargoed");
        return embargo != null
                        && !embargo.strip()
                                .equals(String.valueOf(Xml.text(text, "itemMeta", "embargoed"))
                                        .strip())
                ? "which has an embargo of its own"
                : null;
    }

    private static @Nullable String described(@Nullable Element about, String role) {
        for (Element description : Xml.all(about, "description")) {
            String stated = NewsMlReader.code(description, "role");
            if (stated != null && stated.startsWith(role)) {
                return Xml.text(description);
            }
        }
        return null;
    }

    /** Of remote contents of a type that is taken, the largest first. */
    private static List<String> addresses(Element item) {
        return Xml.all(Xml.first(item, "contentSet"), "remoteContent").stream()
                .filter(remote -> Xml.attribute(remote, "href") != null && isTaken(remote))
                .sorted(Comparator.comparingLong(Xml::pixels).reversed())
                .map(remote -> String.valueOf(Xml.attribute(remote, "href")).strip())
                .toList();
    }

    static boolean isTaken(Element remote) {
        String type = Xml.attribute(remote, "contenttype");
        return type != null && MediaType.named(type.strip().toLowerCase(Locale.ROOT)) != null;
    }
}
