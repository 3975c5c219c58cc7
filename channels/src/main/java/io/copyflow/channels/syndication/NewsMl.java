package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.MediaReference;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Items in IPTC NewsML-G2 2.35, their bodies in XHTML. */
final class NewsMl {

    private static final String G2 = "http://iptc.org/std/nar/2006-10-01/";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final String CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";

    private final String provider;
    private final Function<MediaReference, @Nullable URI> mediaAddress;

    /** @param mediaAddress the website's file of a picture or video; null for one it does not show */
    NewsMl(String provider, Function<MediaReference, @Nullable URI> mediaAddress) {
        this.provider = provider;
        this.mediaAddress = mediaAddress;
    }

    /** One item, a document of its own. */
    String item(Version version) {
        return document(xml -> newsItem(xml, version, true));
    }

    /** Several, as a news message. */
    String message(List<Version> versions, Instant sent) {
        return document(xml -> {
            xml.writeStartElement("newsMessage");
            xml.writeDefaultNamespace(G2);
            xml.writeStartElement("header");
            text(xml, "sent", sent.toString());
            text(xml, "sender", provider);
            xml.writeEndElement();
            xml.writeStartElement("itemSet");
            for (Version version : versions) {
                newsItem(xml, version, false);
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private interface Writing {
        void to(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static String document(Writing writing) {
        try {
            StringWriter out = new StringWriter();
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            writing.to(xml);
            xml.writeEndDocument();
            xml.close();
            return out.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Expected to write XML into memory, but that failed.", e);
        }
    }

    private void newsItem(XMLStreamWriter xml, Version version, boolean alone) throws XMLStreamException {
        xml.writeStartElement("newsItem");
        if (alone) {
            xml.writeDefaultNamespace(G2);
        }
        xml.writeAttribute("guid", Item.uri(version));
        xml.writeAttribute("version", Long.toString(version.sequence()));
        xml.writeAttribute("standard", "NewsML-G2");
        xml.writeAttribute("standardversion", "2.35");
        xml.writeAttribute("conformance", "power");
        xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", version.language());
        xml.writeEmptyElement("catalogRef");
        xml.writeAttribute("href", CATALOG);
        xml.writeStartElement("itemMeta");
        code(xml, "itemClass", "ninat:text");
        xml.writeStartElement("provider");
        xml.writeAttribute("literal", provider);
        xml.writeEndElement();
        text(xml, "versionCreated", version.publishedAt().toString());
        text(xml, "firstCreated", version.firstPublishedAt().toString());
        code(xml, "pubStatus", version.isLive() ? "stat:usable" : "stat:canceled");
        xml.writeEndElement();
        if (version.isLive()) {
            contentMeta(xml, version);
            xml.writeStartElement("contentSet");
            xml.writeStartElement("inlineXML");
            xml.writeAttribute("contenttype", "application/xhtml+xml");
            body(xml, version);
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void contentMeta(XMLStreamWriter xml, Version version) throws XMLStreamException {
        xml.writeStartElement("contentMeta");
        text(xml, "urgency", Integer.toString(version.urgency()));
        xml.writeEmptyElement("language");
        xml.writeAttribute("tag", version.language());
        if (version.byline() != null) {
            text(xml, "by", version.byline());
        }
        if (version.dateline() != null) {
            text(xml, "dateline", version.dateline());
        }
        text(xml, "headline", version.headline());
        if (version.standfirst() != null) {
            xml.writeStartElement("description");
            xml.writeAttribute("role", "drol:summary");
            xml.writeCharacters(clean(version.standfirst()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void body(XMLStreamWriter xml, Version version) throws XMLStreamException {
        String html = "<html><head><title>" + HtmlBody.escaped(version.headline()) + "</title></head><body>"
                + HtmlBody.of(version.body(), mediaAddress) + "</body></html>";
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader in = factory.createXMLStreamReader(new StringReader(clean(html)));
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    xml.writeStartElement(in.getLocalName());
                    if (in.getLocalName().equals("html")) {
                        xml.writeDefaultNamespace(XHTML);
                    }
                    for (int i = 0; i < in.getAttributeCount(); i++) {
                        xml.writeAttribute(in.getAttributeLocalName(i), in.getAttributeValue(i));
                    }
                }
                case XMLStreamReader.END_ELEMENT -> xml.writeEndElement();
                case XMLStreamReader.CHARACTERS -> xml.writeCharacters(in.getText());
                default -> {
                    // the reader's start and end of a document that is none here
                }
            }
        }
    }

    private static void text(XMLStreamWriter xml, String element, String value) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(clean(value));
        xml.writeEndElement();
    }

    private static void code(XMLStreamWriter xml, String element, String qcode) throws XMLStreamException {
        xml.writeEmptyElement(element);
        xml.writeAttribute("qcode", qcode);
    }

    /** Without what XML 1.0 cannot hold. */
    private static String clean(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
