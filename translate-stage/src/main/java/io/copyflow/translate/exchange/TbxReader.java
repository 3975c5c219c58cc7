package io.copyflow.translate.exchange;

import io.copyflow.contract.Refusal;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads a glossary from TBX: version 3 in the styles DCA and DCT, and the older version 2 ({@code martif}). Of what an
 * entry may say it takes terms, their administrative status and notes. Source: docs/reference/exchange-formats.md.
 */
public final class TbxReader {

    private static final Set<String> TERM_GROUPS = Set.of("tig", "ntig", "termGrp", "termSec");

    private final XmlCursor xml;
    private final TermEntry.Gathered entries = new TermEntry.Gathered();
    private boolean hasBody;

    private TbxReader(XmlCursor xml) {
        this.xml = xml;
    }

    /**
     * Reads a file. Refuses it with {@code too-large}, {@code xml-malformed}, {@code xml-declarations} or
     * {@code tbx-invalid}.
     *
     * @param in is not closed
     */
    public static GlossaryReading read(InputStream in, FileLimits limits) {
        try (XmlCursor xml = XmlCursor.open(in, limits)) {
            return new TbxReader(xml).document();
        } catch (UnreadableFileException e) {
            return new GlossaryReading.Refused(e.refusal());
        }
    }

    private GlossaryReading document() throws UnreadableFileException {
        xml.root();
        if (!xml.name().equals("tbx") && !xml.name().equals("martif")) {
            throw invalid("the root element is <" + Excerpt.of(xml.name()) + ">");
        }
        int root = xml.depth();
        while (xml.nextChild(root)) {
            if (xml.name().equals("text")) {
                int text = xml.depth();
                while (xml.nextChild(text)) {
                    if (xml.name().equals("body")) {
                        hasBody = true;
                        body();
                    }
                }
            }
        }
        if (!hasBody) {
            throw invalid("there is no body");
        }
        return entries.reading();
    }

    private void body() throws UnreadableFileException {
        int body = xml.depth();
        while (xml.nextChild(body)) {
            if (xml.name().equals("conceptEntry") || xml.name().equals("termEntry")) {
                entry();
            }
        }
    }

    private void entry() throws UnreadableFileException {
        TermEntry entry = new TermEntry(xml.line());
        String id = xml.attribute("id");
        List<String> notes = new ArrayList<>();
        String definition = null;
        int concept = xml.depth();
        while (xml.nextChild(concept)) {
            switch (xml.name()) {
                case "langSec", "langSet" -> language(entry);
                case "note" -> notes.add(xml.text());
                case "descripGrp" -> {
                    int group = xml.depth();
                    while (xml.nextChild(group)) {
                        definition = definition == null ? definition() : definition;
                    }
                }
                default -> definition = definition == null ? definition() : definition;
            }
        }
        String note = notes.isEmpty() ? definition : String.join("\n", notes);
        entries.add(entry, id, false, note);
    }

    /** The text of the element if it is a definition; null when it is none. */
    private @Nullable String definition() throws UnreadableFileException {
        return isOfType("descrip", "definition") ? xml.text() : null;
    }

    private void language(TermEntry entry) throws UnreadableFileException {
        String tag = xml.attribute(XMLConstants.XML_NS_URI, "lang");
        int section = xml.depth();
        while (xml.nextChild(section)) {
            if (TERM_GROUPS.contains(xml.name())) {
                Wording wording = new Wording();
                wording.read();
                if (wording.term != null) {
                    entry.add(tag, wording.term, wording.use);
                }
            }
        }
    }

    /** A term with what is said of it. */
    private final class Wording {

        private @Nullable String term;
        private TermEntry.Use use = TermEntry.Use.ACCEPTED;

        void read() throws UnreadableFileException {
            int group = xml.depth();
            while (xml.nextChild(group)) {
                if (xml.name().equals("term")) {
                    term = xml.text();
                } else if (isOfType("termNote", "administrativeStatus")
                        || isOfType("termNote", "normativeAuthorization")) {
                    use = use(xml.text());
                } else if (TERM_GROUPS.contains(xml.name()) || xml.name().equals("termNoteGrp")) {
                    read();
                }
            }
        }
    }

    /** By the values of TBX-Basic, such as {@code deprecatedTerm-admn-sts}, whatever their ending. */
    private static TermEntry.Use use(String status) {
        String value = status.strip().toLowerCase(Locale.ROOT);
        if (value.startsWith("preferred")) {
            return TermEntry.Use.PREFERRED;
        }
        if (value.startsWith("deprecated") || value.startsWith("superseded") || value.startsWith("obsolete")) {
            return TermEntry.Use.FORBIDDEN;
        }
        return TermEntry.Use.ACCEPTED;
    }

    /** Whether it is a category as an attribute (DCA: {@code termNote type="…"}) or as an element of its own (DCT). */
    private boolean isOfType(String element, String type) {
        return (xml.name().equals(element) && type.equals(xml.attribute("type")))
                || xml.name().equals(type);
    }

    private UnreadableFileException invalid(String why) {
        return new UnreadableFileException(new Refusal(
                "tbx-invalid",
                "Expected TBX 3 or 2, but before or in line " + xml.line() + " " + why
                        + ". Have the tool save the glossary as TBX-Basic and import again."));
    }
}
