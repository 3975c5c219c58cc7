package io.copyflow.translate.exchange;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import io.copyflow.contract.Refusal;
import java.io.InputStream;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML from anybody, forward only and within limits. No DTD is read, fetched or obeyed: a DOCTYPE that only names
 * one is passed over, one that brings declarations of its own is refused, and so is any entity but XML's five.
 */
final class XmlCursor implements AutoCloseable {

    private final XMLStreamReader2 reader;
    private final int longestText;
    private int depth;
    private boolean namesDtd;

    private XmlCursor(XMLStreamReader2 reader, int longestText) {
        this.reader = reader;
        this.longestText = longestText;
    }

    static XmlCursor open(InputStream in, FileLimits limits) throws UnreadableFileException {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, limits.bytes());
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, limits.elements());
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.text());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 100);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 1 << 16);
        try {
            return new XmlCursor((XMLStreamReader2) factory.createXMLStreamReader(in), limits.text());
        } catch (XMLStreamException e) {
            throw refused(e, 1);
        }
    }

    /** Moves to the root element. */
    void root() throws UnreadableFileException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // prolog
        }
    }

    /** Moves to the next event. */
    int next() throws UnreadableFileException {
        int event;
        try {
            event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                namesDtd = true;
                String declarations = reader.getDTDInfo().getDTDInternalSubset();
                if (declarations != null && !declarations.isBlank()) {
                    throw new UnreadableFileException(new Refusal(
                            "xml-declarations",
                            "Expected XML without declarations of its own, but the DOCTYPE in line " + line()
                                    + " has some, such as entities. Remove them and import again."));
                }
            }
        } catch (XMLStreamException e) {
            throw refused(e, line());
        } catch (WstxLazyException e) {
            throw malformed(line(), e.getMessage());
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    /**
     * Moves to the next child of the element that was entered at a depth, past whatever is left of the child before.
     *
     * @return false at the element's end
     */
    boolean nextChild(int parentDepth) throws UnreadableFileException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT && depth == parentDepth + 1) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && depth < parentDepth) {
                return false;
            }
        }
    }

    /** All text in the element just entered, to its end. */
    String text() throws UnreadableFileException {
        int entered = depth;
        StringBuilder text = new StringBuilder();
        while (depth >= entered) {
            if (isText(next())) {
                text.append(reader.getText());
            }
            if (text.length() > longestText) {
                throw tooLarge(line(), "a text has more than " + longestText + " characters");
            }
        }
        return text.toString();
    }

    static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    /** The text of this event. */
    String characters() {
        return reader.getText();
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    /** The local name of the element. */
    String name() {
        return reader.getLocalName();
    }

    /** The namespace of the element; empty for none. */
    String namespace() {
        String namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    /** The value of an attribute without a namespace; null when there is none. */
    @Nullable
    String attribute(String name) {
        return attribute(XMLConstants.NULL_NS_URI, name);
    }

    @Nullable
    String attribute(String namespace, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String has = reader.getAttributeNamespace(i);
            if (reader.getAttributeLocalName(i).equals(name) && namespace.equals(has == null ? "" : has)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The value of the first attribute of a local name, whatever its namespace; null when there is none. */
    @Nullable
    String attributeOfAnyNamespace(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Whether a DOCTYPE was passed over. */
    boolean namesDtd() {
        return namesDtd;
    }

    /** The line the event begins in, from 1. */
    int line() {
        return Math.max(1, reader.getLocation().getLineNumber());
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Closing a reader of bytes cannot fail", e);
        }
    }

    private static UnreadableFileException refused(XMLStreamException e, int line) {
        // Only a limit is reported by the plain exception.
        if (e.getClass() == XMLStreamException.class) {
            return tooLarge(line, String.valueOf(e.getMessage()));
        }
        return malformed(e.getLocation() == null ? line : e.getLocation().getLineNumber(), e.getMessage());
    }

    static UnreadableFileException tooLarge(int line, String why) {
        return new UnreadableFileException(new Refusal(
                "too-large",
                "Expected a file within the limits, but around line " + line + ": " + why
                        + ". Divide it and import the parts."));
    }

    private static UnreadableFileException malformed(int line, @Nullable String why) {
        String first =
                why == null ? "" : List.of(why.split("\\R", 2)).getFirst().strip();
        return new UnreadableFileException(new Refusal(
                "xml-malformed",
                "Expected well-formed XML, but line " + line + " is not: " + first
                        + ". Write the file anew with the tool that made it and import again."));
    }
}
