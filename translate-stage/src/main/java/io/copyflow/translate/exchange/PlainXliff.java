package io.copyflow.translate.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Passes an XLIFF 2 document on in the shape that Okapi and its schemas, which are of 2.1, can read.
 *
 * <ul>
 *   <li>The core of 2.2 becomes that of 2.0; its notes and metadata of the whole document, and what a note refers to,
 *       are left out.
 *   <li>Change tracking is left out: in 2.1 it is an extension, and Okapi reads no more than one of a unit.
 *   <li>Okapi marks its own places in a text with six characters of the private use area. Where a text has one of
 *       them, another stands in for it until the text is {@linkplain #restored restored}.
 * </ul>
 */
final class PlainXliff extends XMLFilterImpl {

    private static final String CORE_2_2 = "urn:oasis:names:tc:xliff:document:2.2";

    private static final char OKAPIS_FIRST = '\uE101';
    private static final char OKAPIS_LAST = '\uE106';
    /** The last code points of planes 3 to 8: Unicode keeps them out of texts for good, XML can hold them. */
    private static final int STAND_IN = 0x3FFFF;

    private static final int PLANE = 0x10000;

    private final List<Integer> unitLines = new ArrayList<>();
    private @Nullable Locator locator;
    private boolean isVersion22;
    private int depth;
    /** The depth of the element that is being left out; 0 when none is. */
    private int leftOut;

    PlainXliff(XMLReader parent) {
        super(parent);
    }

    /** The line of each unit passed on, in their order. */
    List<Integer> unitLines() {
        return unitLines;
    }

    /** A text as it was before it passed here. */
    static String restored(String text) {
        String restored = text;
        for (char okapis = OKAPIS_FIRST; okapis <= OKAPIS_LAST; okapis++) {
            restored = restored.replace(Character.toString(standIn(okapis)), String.valueOf(okapis));
        }
        return restored;
    }

    private static int standIn(char okapis) {
        return STAND_IN + (okapis - OKAPIS_FIRST) * PLANE;
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
        super.setDocumentLocator(locator);
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
        super.startPrefixMapping(prefix, core(uri));
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes) throws SAXException {
        depth++;
        if (leftOut > 0) {
            return;
        }
        if (depth == 1) {
            isVersion22 = uri.equals(CORE_2_2);
        }
        if (uri.equals(ModuleRules.CHANGE_TRACKING) || isOfWholeDocument(uri, name)) {
            leftOut = depth;
            return;
        }
        if (name.equals("unit") && core(uri).equals(XliffExport.CORE) && locator != null) {
            unitLines.add(locator.getLineNumber());
        }
        super.startElement(core(uri), name, qName, isVersion22 ? of21(uri, name, attributes) : attributes);
    }

    /** Whether it is a child of the root that only 2.2 has; in another version it is for the schema to refuse. */
    private boolean isOfWholeDocument(String uri, String name) {
        return isVersion22
                && depth == 2
                && (uri.equals(XliffExport.METADATA) || (uri.equals(CORE_2_2) && name.equals("notes")));
    }

    @Override
    public void endElement(String uri, String name, String qName) throws SAXException {
        if (leftOut == 0) {
            super.endElement(core(uri), name, qName);
        } else if (leftOut == depth) {
            leftOut = 0;
        }
        depth--;
    }

    @Override
    public void characters(char[] ch, int start, int length) throws SAXException {
        if (leftOut > 0) {
            return;
        }
        int from = start;
        for (int i = start; i < start + length; i++) {
            if (ch[i] >= OKAPIS_FIRST && ch[i] <= OKAPIS_LAST) {
                super.characters(ch, from, i - from);
                char[] standIn = Character.toChars(standIn(ch[i]));
                super.characters(standIn, 0, standIn.length);
                from = i + 1;
            }
        }
        super.characters(ch, from, start + length - from);
    }

    @Override
    public void processingInstruction(String target, String data) {
        // says nothing about the text
    }

    private static String core(String uri) {
        return uri.equals(CORE_2_2) ? XliffExport.CORE : uri;
    }

    private static Attributes of21(String uri, String element, Attributes attributes) {
        AttributesImpl of21 = new AttributesImpl(attributes);
        for (int i = of21.getLength() - 1; i >= 0; i--) {
            String name = of21.getQName(i);
            if (name.equals("xmlns") || name.startsWith("xmlns:")) {
                of21.setValue(i, core(of21.getValue(i)));
            } else if (uri.equals(CORE_2_2) && element.equals("note") && name.equals("ref")) {
                of21.removeAttribute(i);
            }
        }
        return of21;
    }
}
