package io.copyflow.ingest.gateway;

import java.util.List;
import org.jdom2.Attribute;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jdom2.Text;
import org.jspecify.annotations.Nullable;

/** Looks into a tree of XML by local names: wires differ in namespaces and agree on names. */
final class Xml {

    private Xml() {}

    static List<Element> all(@Nullable Element parent, String name) {
        return parent == null
                ? List.of()
                : parent.getChildren().stream()
                        .filter(child -> child.getName().equals(name))
                        .toList();
    }

    /** The first element at the end of a path; null when there is none. */
    static @Nullable Element first(@Nullable Element parent, String... path) {
        Element at = parent;
        for (String name : path) {
            List<Element> found = all(at, name);
            if (found.isEmpty()) {
                return null;
            }
            at = found.getFirst();
        }
        return at;
    }

    /** All text in an element, in order. */
    static @Nullable String text(@Nullable Element element) {
        return element == null ? null : element.getValue();
    }

    static @Nullable String text(@Nullable Element parent, String... path) {
        return text(first(parent, path));
    }

    static @Nullable String attribute(@Nullable Element element, String name) {
        if (element == null) {
            return null;
        }
        for (Attribute attribute : element.getAttributes()) {
            if (attribute.getName().equals(name)) {
                return attribute.getValue();
            }
        }
        return null;
    }

    /** Width times height as two attributes state them; 0 where they do not. */
    static long pixels(Element element) {
        return number(attribute(element, "width")) * number(attribute(element, "height"));
    }

    private static long number(@Nullable String text) {
        return text != null && text.strip().matches("\\d{1,6}") ? Long.parseLong(text.strip()) : 0;
    }

    /** The same tree as HTML, for {@link HtmlBlocks}. {@code nitf} takes the names of NITF as those of HTML. */
    static org.jsoup.nodes.Element html(Element element, boolean nitf) {
        org.jsoup.nodes.Element made =
                new org.jsoup.nodes.Element(nitf ? nitfName(element.getName()) : safeName(element.getName()));
        for (Attribute attribute : element.getAttributes()) {
            made.attr(attribute.getName(), attribute.getValue());
        }
        for (Content content : element.getContent()) {
            if (content instanceof Text text) {
                made.appendText(text.getText());
            } else if (content instanceof Element child) {
                made.appendChild(nitf && child.getName().equals("media") ? NitfMedia.html(child) : html(child, nitf));
            }
        }
        return made;
    }

    private static String safeName(String name) {
        return name.equals("html") || name.equals("body") ? "div" : name;
    }

    private static String nitfName(String name) {
        return switch (name) {
            case "hl1", "hl2" -> "h2";
            case "bq", "fn", "poetry", "pre" -> "blockquote";
            case "block", "body.content", "body.end", "nitf-table", "body" -> "div";
            // notes and what is none of the story's
            case "note", "object", "tagline", "alt-code", "custom-table", "head", "body.head" -> "template";
            default -> name;
        };
    }
}
