package io.copyflow.channels.website;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An XML document as it is written, element by element. What XML cannot carry, such as most control characters and half
 * a surrogate pair, becomes U+FFFD.
 */
final class Xml {

    /** A namespace with the prefix it gets; the prefix is empty for the document's own. */
    record Space(String prefix, String uri) {}

    private final StringWriter document = new StringWriter();
    private final XMLStreamWriter writer;

    /** Begins a document; the first of the namespaces is that of its outermost element. */
    Xml(String outermost, Space own, Space... others) {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(document);
            writer.writeStartDocument("UTF-8", "1.0");
            start(own, outermost);
            if (!own.uri().isEmpty()) {
                writer.writeDefaultNamespace(own.uri());
            }
            for (Space other : others) {
                writer.writeNamespace(other.prefix(), other.uri());
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Xml start(Space space, String name) {
        try {
            writer.writeStartElement(space.prefix(), name, space.uri());
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Xml attribute(String name, String value) {
        try {
            writer.writeAttribute(name, sound(value));
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The language of what the open element holds. */
    Xml language(String tag) {
        try {
            writer.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", tag);
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Xml text(String text) {
        try {
            writer.writeCharacters(sound(text));
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Xml end() {
        try {
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An element that holds text and nothing else. */
    Xml leaf(Space space, String name, String text) {
        return start(space, name).text(text).end();
    }

    /** Ends what is open. */
    byte[] bytes() {
        try {
            writer.writeEndDocument();
            writer.close();
            return document.toString().getBytes(StandardCharsets.UTF_8);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sound(String text) {
        if (text.codePoints().allMatch(Xml::isAllowed)) {
            return text;
        }
        StringBuilder sound = new StringBuilder(text.length());
        text.codePoints().forEach(c -> sound.appendCodePoint(isAllowed(c) ? c : 0xFFFD));
        return sound.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
