package io.copyflow.ingest.gateway;

import io.copyflow.media.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and videos of HTML: {@code img} and {@code video}, alone or in a {@code figure}. The largest of a
 * {@code srcset} comes before {@code src}. A {@code figcaption} is the caption; in it {@code cite}, {@code small} or
 * what has a class with {@code credit} in it is the credit. Other words of a figure that shows something are left out.
 */
final class HtmlFigures {

    private static final String SHOWN = "img, video";
    private static final String CREDIT = "[class*=credit], [class*=Credit], cite, small";
    private static final Pattern CANDIDATE =
            Pattern.compile("([^\\s,]\\S*[^\\s,])(?:\\s+(\\d{1,6}(?:\\.\\d{1,3})?)[wx])?\\s*(?:,|$)");
    private static final int LONGEST_SET = 10_000;

    private HtmlFigures() {}

    /** Whether an element is a picture or video, or a figure with one in it. */
    static boolean isOne(Element element) {
        return switch (element.normalName()) {
            case "img", "video", "picture" -> true;
            case "figure" -> element.selectFirst(SHOWN) != null;
            default -> false;
        };
    }

    /**
     * What an element shows. Takes its caption and credit out of it.
     *
     * @param where for notes and sentences
     */
    static List<WantedPicture> of(Element element, String where, Notes notes) {
        Element caption = element.normalName().equals("figure") ? element.selectFirst("figcaption") : null;
        Element credit = caption == null ? null : caption.selectFirst(CREDIT);
        if (credit == null && element.normalName().equals("figure")) {
            credit = element.selectFirst(CREDIT);
        }
        String creditText = credit == null ? null : credit.text();
        if (credit != null) {
            credit.remove();
        }
        String captionText = caption == null ? null : caption.text();
        if (caption != null) {
            caption.remove();
        }
        if (element.normalName().equals("figure") && hasWordsBeside(element)) {
            notes.add("Left out words beside a picture in " + where);
        }
        List<WantedPicture> all = new ArrayList<>();
        for (Element shown : element.select(SHOWN)) {
            if (isTracker(shown)) {
                notes.add("Left out a picture of a pixel or so in " + where);
                continue;
            }
            List<String> addresses = addresses(shown);
            if (addresses.isEmpty()) {
                notes.add("Left out a picture in " + where + " that names no address");
                continue;
            }
            // what is said of several stands behind the last of them
            all.add(new WantedPicture(0, addresses, alternativeText(shown), null, creditText, "a picture in " + where));
        }
        if (!all.isEmpty() && captionText != null) {
            WantedPicture last = all.removeLast();
            all.add(new WantedPicture(
                    0, last.addresses(), last.alternativeText(), captionText, last.credit(), last.path()));
        }
        return all;
    }

    /** Whether there are words that are no caption; those in a video are for browsers that cannot show it. */
    private static boolean hasWordsBeside(Element figure) {
        Element words = figure.clone();
        words.select("video").remove();
        return words.hasText();
    }

    private static @Nullable String alternativeText(Element shown) {
        String text = shown.normalName().equals("video") ? shown.attr("aria-label") : shown.attr("alt");
        return text.isBlank() ? null : text;
    }

    private static boolean isTracker(Element shown) {
        return (shown.attr("width").strip() + "x" + shown.attr("height").strip())
                .matches("[0-2]?(px)?x[0-2](px)?|[0-2](px)?x[0-2]?(px)?");
    }

    private static List<String> addresses(Element shown) {
        List<String> addresses = new ArrayList<>(ofSet(shown, shown.attr("srcset")));
        for (String attribute : List.of("src", "data-src")) {
            add(shown, shown.attr(attribute), addresses);
        }
        for (Element source : shown.select("source")) {
            if (MediaType.named(source.attr("type")) != null) {
                add(source, source.attr("src"), addresses);
            }
        }
        return addresses;
    }

    private record Candidate(String address, double size) {}

    private static List<String> ofSet(Element shown, String set) {
        List<Candidate> candidates = new ArrayList<>();
        Matcher matcher = CANDIDATE.matcher(set.length() > LONGEST_SET ? "" : set);
        while (matcher.find()) {
            candidates.add(new Candidate(
                    matcher.group(1), matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2))));
        }
        List<String> addresses = new ArrayList<>();
        candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::size).reversed())
                .limit(1)
                .forEach(candidate -> add(shown, candidate.address, addresses));
        return addresses;
    }

    private static void add(Element element, String stated, List<String> addresses) {
        String address = address(element, stated);
        if (address != null && !addresses.contains(address)) {
            addresses.add(address);
        }
    }

    /** An address as it stands, or on the base of its page; null for none, and for a picture that is itself in the text. */
    static @Nullable String address(Element element, String stated) {
        String address = Links.on(element.baseUri(), stated);
        return address.isEmpty() || address.regionMatches(true, 0, "data:", 0, 5) ? null : address;
    }
}
