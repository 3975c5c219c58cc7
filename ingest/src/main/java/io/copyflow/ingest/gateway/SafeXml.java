package io.copyflow.ingest.gateway;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import io.copyflow.runtime.UnreadableInputException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jdom2.Attribute;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * XML that strangers send, as a tree: the only place of ingest that makes a reader of XML. Source: docs/semantics.md,
 * rule 3.
 *
 * <ul>
 *   <li>No DTD is read and no entity resolved, neither of the document nor from elsewhere. One that declares entities is
 *       refused; names of HTML, such as {@code &nbsp;}, are the characters they stand for.
 *   <li>At most {@value #DEEPEST} deep, {@value #MOST_ELEMENTS} elements, 200 attributes on one of them.
 *   <li>Namespaces that no reader asks for become one. (JDOM remembers every namespace it ever saw.)
 * </ul>
 */
final class SafeXml {

    private static final int DEEPEST = 256;
    private static final int MOST_ELEMENTS = 200_000;
    private static final int MOST_ATTRIBUTES = 200;
    private static final int LONGEST_ATTRIBUTE = 1 << 16;

    private static final String STRANGE = "urn:copyflow:other";
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("http://www.w3.org/2005/Atom", "atom"),
            Map.entry("http://purl.org/atom/ns#", "atom03"),
            Map.entry("http://purl.org/rss/1.0/", "rss"),
            Map.entry("http://channel.netscape.com/rdf/simple/0.9/", "rss09"),
            Map.entry("http://my.netscape.com/rdf/simple/0.9/", "rss090"),
            Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
            Map.entry("http://purl.org/rss/1.0/modules/content/", "content"),
            Map.entry("http://search.yahoo.com/mrss/", "media"),
            Map.entry("http://purl.org/dc/elements/1.1/", "dc"),
            Map.entry("http://backend.userland.com/rss2", "rss2"),
            Map.entry("http://www.w3.org/1999/xhtml", "xhtml"),
            Map.entry("http://iptc.org/std/nar/2006-10-01/", "nar"),
            Map.entry("http://iptc.org/std/NITF/2006-10-18/", "nitf"),
            Map.entry("http://www.w3.org/XML/1998/namespace", "xml"));

    private final XMLInputFactory factory;

    SafeXml() {
        WstxInputFactory made = new WstxInputFactory();
        made.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        made.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        made.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        made.setProperty(XMLInputFactory.IS_COALESCING, true);
        made.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        made.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        made.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        made.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) MOST_ELEMENTS);
        made.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        made.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
        factory = made;
    }

    /** @throws UnreadableInputException {@code xml-malformed}, {@code xml-entities} or {@code xml-too-large} */
    Document read(String text) {
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text));
            try {
                return tree(in, text);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (IllegalArgumentException e) {
            throw new UnreadableInputException(
                    "xml-malformed",
                    "Expected XML, but it holds a name or character that XML has not. Correct it: "
                            + SubmissionFormats.shown(String.valueOf(e.getMessage())));
        }
    }

    private static Document tree(XMLStreamReader in, String text) throws XMLStreamException {
        Deque<Element> open = new ArrayDeque<>();
        Element root = null;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.DTD -> requireNoEntities(in, text);
                case XMLStreamConstants.START_ELEMENT -> {
                    Element element = element(in);
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.element().addContent(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().addContent(in.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> open.element().addContent(named(in));
                default -> {
                    // comments and instructions are nobody's text
                }
            }
        }
        if (root == null) {
            throw new UnreadableInputException(
                    "xml-malformed", "Expected XML, but there is no element in it. Send a document.");
        }
        return new Document(root);
    }

    private static void requireNoEntities(XMLStreamReader in, String text) {
        int end = Math.clamp(in.getLocation().getCharacterOffset() + 1L, 0, text.length());
        String subset = in.getText();
        int root = text.indexOf("<!DOCTYPE");
        boolean declares = (subset != null && subset.contains("<!ENTITY"))
                || (root >= 0
                        && text.substring(root, Math.max(root, documentTypeEnd(text, Math.max(root, end))))
                                .contains("<!ENTITY"));
        if (declares) {
            throw new UnreadableInputException(
                    "xml-entities",
                    "Expected XML without entities of its own, but its document type declares some. Write out what they"
                            + " stand for, and leave the declarations out.");
        }
    }

    /** Where the internal subset of a document type ends, or what is given where there is none. */
    private static int documentTypeEnd(String text, int from) {
        int close = text.indexOf("]>", from);
        return close < 0 ? from : close;
    }

    private static Element element(XMLStreamReader in) {
        Element element = new Element(in.getLocalName(), namespace(in.getNamespaceURI()));
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String uri = in.getAttributeNamespace(i);
            String name = in.getAttributeLocalName(i);
            Namespace space = namespace(uri);
            if (element.getAttribute(name, space) == null) {
                element.setAttribute(new Attribute(name, in.getAttributeValue(i), space));
            }
        }
        return element;
    }

    private static Namespace namespace(@Nullable String uri) {
        if (uri == null || uri.isEmpty()) {
            return Namespace.NO_NAMESPACE;
        }
        String prefix = KNOWN.get(uri);
        return prefix == null ? Namespace.getNamespace("other", STRANGE) : Namespace.getNamespace(prefix, uri);
    }

    /** What a name of HTML stands for; nothing for any other. */
    private static String named(XMLStreamReader in) {
        String reference = "&" + in.getLocalName() + ";";
        String text = org.jsoup.parser.Parser.unescapeEntities(reference, false);
        return text.equals(reference) ? "" : text;
    }

    private static UnreadableInputException malformed(XMLStreamException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("maximum") || (message.contains("limit") && message.contains("exceed"))) {
            return new UnreadableInputException(
                    "xml-too-large",
                    "Expected XML at most " + DEEPEST + " deep, with " + MOST_ELEMENTS + " elements and "
                            + MOST_ATTRIBUTES + " attributes on one, but it has more. Send it in parts.");
        }
        return new UnreadableInputException(
                "xml-malformed",
                "Expected XML, but "
                        + (e.getLocation() == null
                                ? ""
                                : "at line " + e.getLocation().getLineNumber() + ", column "
                                        + e.getLocation().getColumnNumber() + " ")
                        + "it is not well-formed. Correct it there.");
    }
}
