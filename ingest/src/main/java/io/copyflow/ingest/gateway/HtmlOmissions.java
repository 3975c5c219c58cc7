package io.copyflow.ingest.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * What of HTML is left out with all it holds: what runs or is filled in, what is hidden, and what is for editors. Source:
 * docs/semantics.md, rules 3 and 4.
 */
final class HtmlOmissions {

    private static final Set<String> LEFT_OUT = Set.of(
            "script",
            "style",
            "template",
            "noscript",
            "head",
            "title",
            "meta",
            "link",
            "iframe",
            "frame",
            "object",
            "embed",
            "applet",
            "svg",
            "math",
            "canvas",
            "audio",
            "map",
            "button",
            "input",
            "select",
            "textarea",
            "datalist",
            "dialog");
    private static final Pattern FOR_EDITORS =
            Pattern.compile("(?i)(^|[\\s:])(ed-?note|editors?-?note|x-[\\w-]*|internal|non-?public)(\\s|$)");

    private HtmlOmissions() {}

    /** Whether an element is left out; notes it where somebody wrote it. */
    static boolean isOne(Element element, String where, Notes notes) {
        if (LEFT_OUT.contains(element.normalName())) {
            return true;
        }
        if (isForEditors(element)) {
            notes.add("Left out a note to editors in " + where);
            return true;
        }
        if (isHidden(element)) {
            notes.add("Left out hidden text in " + where);
            return true;
        }
        return false;
    }

    /** Takes all of it out of what is in an element. */
    static void takeOut(Element from, String where, Notes notes) {
        for (Element element : List.copyOf(from.children())) {
            if (isOne(element, where, notes)) {
                element.remove();
            } else {
                takeOut(element, where, notes);
            }
        }
    }

    /** By class or role, as wires mark them. */
    private static boolean isForEditors(Element element) {
        return FOR_EDITORS
                .matcher(element.className() + " " + element.attr("role") + " " + element.attr("data-role"))
                .find();
    }

    private static boolean isHidden(Element element) {
        if (element.hasAttr("hidden")) {
            return true;
        }
        String style = element.attr("style").toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        return style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("visibility:collapse")
                || style.matches("(.*;)?(font-size|opacity):0+(\\.0+)?(px|pt|em|rem|%)?(!important)?(;.*)?");
    }
}
