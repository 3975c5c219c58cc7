package io.copyflow.translate.exchange;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Reads XLIFF 1.1 and 1.2, as far as texts to translate go: what else a file holds is passed over. */
final class Xliff1Reader {

    private static final String XLIFF_1_1 = "urn:oasis:names:tc:xliff:document:1.1";
    private static final String XLIFF_1_2 = "urn:oasis:names:tc:xliff:document:1.2";

    private final XmlCursor xml;
    private final String namespace;

    Xliff1Reader(XmlCursor xml, String namespace) {
        this.xml = xml;
        this.namespace = namespace;
    }

    /** Whether a root element of this namespace that names this version is read here. */
    static boolean reads(String namespace, String version) {
        return switch (namespace) {
            case XLIFF_1_1 -> version.equals("1.1");
            case XLIFF_1_2 -> version.equals("1.2");
            default -> false;
        };
    }

    List<XliffDocument.File> read() throws UnreadableFileException {
        xml.root();
        int root = xml.depth();
        List<XliffDocument.File> files = new ArrayList<>();
        while (xml.nextChild(root)) {
            if (isOurs("file")) {
                files.add(file());
            }
        }
        if (files.isEmpty()) {
            throw invalid("there is no <file>");
        }
        return files;
    }

    private XliffDocument.File file() throws UnreadableFileException {
        String original = required("original");
        String sourceLanguage = required("source-language");
        String targetLanguage = xml.attribute("target-language");
        int file = xml.depth();
        Map<String, XliffDocument.Unit> units = new HashMap<>();
        List<XliffDocument.Unit> inOrder = new ArrayList<>();
        boolean hasBody = false;
        while (xml.nextChild(file)) {
            if (isOurs("body")) {
                hasBody = true;
                body(units, inOrder);
            }
        }
        if (!hasBody) {
            throw invalid("a <file> has no <body>");
        }
        return new XliffDocument.File(original, sourceLanguage, targetLanguage, inOrder);
    }

    /** The units of the body or a group. */
    private void body(Map<String, XliffDocument.Unit> units, List<XliffDocument.Unit> inOrder)
            throws UnreadableFileException {
        int body = xml.depth();
        while (xml.nextChild(body)) {
            if (isOurs("group")) {
                body(units, inOrder);
            } else if (isOurs("trans-unit")) {
                XliffDocument.Unit unit = unit();
                if (units.put(unit.source().id(), unit) != null) {
                    throw invalid("two units of a file have the id '"
                            + Excerpt.of(unit.source().id()) + "'");
                }
                inOrder.add(unit);
            }
        }
    }

    private XliffDocument.Unit unit() throws UnreadableFileException {
        String id = UnitId.segmentId(required("id"));
        int line = xml.line();
        boolean approved = "yes".equals(xml.attribute("approved"));
        int unit = xml.depth();
        Map<String, Meaning> meanings = new HashMap<>();
        MarkedText source = null;
        MarkedText target = null;
        String state = null;
        while (xml.nextChild(unit)) {
            if (isOurs("source")) {
                if (source != null) {
                    throw invalid("a unit has two sources");
                }
                source = new Inline(meanings).read(id);
            } else if (isOurs("target")) {
                if (source == null || target != null) {
                    throw invalid(source == null ? "a target comes before its source" : "a unit has two targets");
                }
                state = xml.attribute("state");
                target = new Inline(meanings).read(id);
            }
        }
        if (source == null) {
            throw invalid("a unit has no source");
        }
        Passage from = source.gathered(id).passage();
        MarkedText.Gathered to = target == null ? null : target.gathered(id);
        if (to == null || (to.passage().text().isEmpty() && !from.text().isEmpty())) {
            return new XliffDocument.Unit(from, null, SegmentState.OPEN, null, 0, Set.of(), line);
        }
        return new XliffDocument.Unit(
                from, to.passage(), state(state, approved), null, to.leftOut(), to.removed(), line);
    }

    /** A tool's own states begin with {@code x-}; of these, and of none at all, nothing is known but that there is a text. */
    private static SegmentState state(@Nullable String state, boolean approved) {
        if (approved) {
            return SegmentState.REVIEWED;
        }
        return switch (state == null ? "translated" : state) {
            case "new", "needs-translation", "needs-adaptation", "needs-l10n" -> SegmentState.OPEN;
            case "signed-off", "final" -> SegmentState.REVIEWED;
            default -> SegmentState.TRANSLATED;
        };
    }

    /** One source or target. */
    private final class Inline {

        private final Map<String, Meaning> meanings;
        private final MarkedText text = new MarkedText();
        private final Set<String> ids = new HashSet<>();
        private int nested;

        Inline(Map<String, Meaning> meanings) {
            this.meanings = meanings;
        }

        MarkedText read(String unit) throws UnreadableFileException {
            content();
            if (!text.isBalanced()) {
                throw invalid("an inline code of unit '" + Excerpt.of(unit) + "' begins and never ends");
            }
            return text;
        }

        /** To the end of the element just entered. */
        private void content() throws UnreadableFileException {
            int entered = xml.depth();
            while (xml.depth() >= entered) {
                int event = xml.next();
                if (XmlCursor.isText(event)) {
                    text.text(xml.characters());
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    code();
                }
            }
        }

        private void code() throws UnreadableFileException {
            if (!xml.namespace().equals(namespace)) {
                xml.text();
                text.leaveOut();
                return;
            }
            switch (xml.name()) {
                case "mrk" -> content();
                case "g" -> paired();
                case "bx", "ex", "bpt", "ept" -> half(xml.name());
                case "x" -> {
                    required("id");
                    if ("lb".equals(xml.attribute("ctype"))) {
                        text.text("\n");
                    } else {
                        text.leaveOut();
                    }
                    xml.text();
                }
                case "ph", "it" -> {
                    required("id");
                    xml.text();
                    text.leaveOut();
                }
                default -> throw invalid("a text holds the element <" + Excerpt.of(xml.name()) + ">");
            }
        }

        private void paired() throws UnreadableFileException {
            String id = required("id");
            String key = "g" + nested++;
            text.open(key, meaning(id));
            content();
            text.close(key);
        }

        /** The begin or end of a pair: the halves share an rid, or where they have none, their id. */
        private void half(String element) throws UnreadableFileException {
            String id = required("id");
            String rid = xml.attribute("rid");
            String key = "r" + (rid == null ? id : rid);
            boolean begins = element.equals("bx") || element.equals("bpt");
            Meaning byType = begins ? meaning(id) : null;
            String original = xml.text();
            if (!begins) {
                if (!text.close(key)) {
                    throw invalid("the inline code '" + Excerpt.of(id) + "' ends and never began");
                }
                return;
            }
            Meaning meaning = Meaning.ofTag(original);
            if (meaning == null) {
                meaning = byType;
            } else {
                meanings.put(id, meaning);
            }
            if (!ids.add(id) || !text.open(key, meaning)) {
                throw invalid("two inline codes of a text have the id '" + Excerpt.of(id) + "'");
            }
        }

        /** By its address or type, or what the code of this id means in the source. */
        private @Nullable Meaning meaning(String id) {
            String address = xml.attributeOfAnyNamespace("href");
            Meaning meaning =
                    address == null ? Meaning.ofType(xml.attribute("ctype")) : new Meaning(Mark.Kind.LINK, address);
            if (meaning == null) {
                return meanings.get(id);
            }
            meanings.put(id, meaning);
            return meaning;
        }
    }

    private boolean isOurs(String element) {
        return xml.name().equals(element) && xml.namespace().equals(namespace);
    }

    private String required(String attribute) throws UnreadableFileException {
        String value = xml.attribute(attribute);
        if (value == null || value.isBlank()) {
            throw invalid("<" + xml.name() + "> has no " + attribute);
        }
        return value;
    }

    private UnreadableFileException invalid(String why) {
        return new UnreadableFileException(new Refusal(
                "xliff-invalid",
                "Expected XLIFF that keeps the rules of its version, but in or before line " + xml.line() + " " + why
                        + ". Have the tool mend it, or translate a fresh export."));
    }
}
