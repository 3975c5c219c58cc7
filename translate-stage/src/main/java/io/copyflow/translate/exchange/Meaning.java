package io.copyflow.translate.exchange;

import io.copyflow.contract.Mark;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an inline code of an exchange format means here. On the way out a mark becomes a code with an HTML tag as its
 * original, which carries the address of a link through any tool.
 *
 * @param target the address of a link; null for every other kind
 */
record Meaning(Mark.Kind kind, @Nullable String target) {

    private static final Pattern PAGE = Pattern.compile("(?i)https?://");

    private static final Pattern TAG =
            Pattern.compile("\\s*<(strong|b|em|i|a)(\\s[^<>]*)?>\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HREF =
            Pattern.compile("\\shref\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);

    static Meaning of(Mark mark) {
        return new Meaning(mark.kind(), mark.target());
    }

    /** What an opening tag of HTML means; null when it is none that has a meaning here. */
    static @Nullable Meaning ofTag(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            return null;
        }
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "strong", "b" -> new Meaning(Mark.Kind.STRONG, null);
            case "em", "i" -> new Meaning(Mark.Kind.EMPHASIS, null);
            default -> link(matcher.group(2));
        };
    }

    private static @Nullable Meaning link(@Nullable String attributes) {
        Matcher href = HREF.matcher(attributes == null ? "" : attributes);
        if (!href.find()) {
            return null;
        }
        String address = href.group(1) == null ? href.group(2) : href.group(1);
        return new Meaning(
                Mark.Kind.LINK,
                address.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&"));
    }

    /** Whether it can do no harm in a text that nobody looks at before it is offered: a link leads to a page. */
    boolean isHarmless() {
        return target == null || PAGE.matcher(target).lookingAt();
    }

    /** What the name of a type means, as the formats and their tools write it; null when nothing here. */
    static @Nullable Meaning ofType(@Nullable String type) {
        if (type == null) {
            return null;
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "bold", "b", "strong", "xlf:b", "x-b", "x-bold", "x-strong", "x-html-b", "x-html-strong" ->
                new Meaning(Mark.Kind.STRONG, null);
            case "italic", "i", "em", "xlf:i", "x-i", "x-italic", "x-em", "x-html-i", "x-html-em" ->
                new Meaning(Mark.Kind.EMPHASIS, null);
            default -> null;
        };
    }

    String openingTag() {
        return switch (kind) {
            case STRONG -> "<strong>";
            case EMPHASIS -> "<em>";
            case LINK ->
                "<a href=\""
                        + (target == null
                                ? ""
                                : target.replace("&", "&amp;")
                                        .replace("<", "&lt;")
                                        .replace(">", "&gt;")
                                        .replace("\"", "&quot;"))
                        + "\">";
        };
    }

    String closingTag() {
        return switch (kind) {
            case STRONG -> "</strong>";
            case EMPHASIS -> "</em>";
            case LINK -> "</a>";
        };
    }
}
