package io.copyflow.ingest.gateway;

import java.util.Comparator;
import java.util.Locale;
import org.jdom2.Element;

/** NITF's {@code media} as the figure that HTML would have there: the largest reference, caption and producer. */
final class NitfMedia {

    private NitfMedia() {}

    /** A figure, or what is left out where it is neither picture nor video. */
    static org.jsoup.nodes.Element html(Element media) {
        String type = String.valueOf(Xml.attribute(media, "media-type")).toLowerCase(Locale.ROOT);
        boolean isVideo = type.equals("video");
        Element reference = Xml.all(media, "media-reference").stream()
                .filter(each -> Xml.attribute(each, "source") != null)
                .max(Comparator.comparingLong(Xml::pixels))
                .orElse(null);
        if (reference == null || !(isVideo || type.equals("image"))) {
            return new org.jsoup.nodes.Element("template");
        }
        org.jsoup.nodes.Element figure = new org.jsoup.nodes.Element("figure");
        org.jsoup.nodes.Element shown = figure.appendElement(isVideo ? "video" : "img")
                .attr("src", String.valueOf(Xml.attribute(reference, "source")));
        String alternative = Xml.attribute(reference, "alternate-text");
        if (alternative != null) {
            shown.attr(isVideo ? "aria-label" : "alt", alternative);
        }
        org.jsoup.nodes.Element words = figure.appendElement("figcaption");
        String producer = Xml.text(media, "media-producer");
        String credit = producer == null || producer.isBlank() ? Xml.attribute(reference, "source-credit") : producer;
        if (credit != null) {
            words.appendElement("cite").appendText(credit);
        }
        Element caption = Xml.first(media, "media-caption");
        if (caption != null) {
            // with its own elements: some are hidden, or notes to editors
            words.appendChild(Xml.html(caption, true));
        }
        return figure;
    }
}
