package io.copyflow.translate.exchange;

import com.ctc.wstx.stax.WstxOutputFactory;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A translation task as XLIFF 2.1: one file for the story's version, one unit for each segment. Source:
 * docs/reference/exchange-formats.md.
 */
public final class XliffExport {

    static final String CORE = "urn:oasis:names:tc:xliff:document:2.0";
    static final String METADATA = "urn:oasis:names:tc:xliff:metadata:2.0";
    /** Prefix of our values where XLIFF lets a tool add some; category of our metadata. */
    static final String AUTHORITY = "copyflow";

    static final String SOURCE_HASH = "source-hash";
    static final String STALE = AUTHORITY + ":stale";

    private final XMLStreamWriter xml;
    private final ExchangeTask task;
    private int indent;

    private XliffExport(XMLStreamWriter xml, ExchangeTask task) {
        this.xml = xml;
        this.task = task;
    }

    /** What came of an export. */
    public sealed interface Outcome {}

    /** It is written; the XML says UTF-8. */
    public record Exported(String xml) implements Outcome {}

    /** A text has a character that no XML can hold. */
    public record Refused(Refusal refusal) implements Outcome {}

    /** Writes a task; refuses it with {@code text-invalid} only. */
    public static Outcome of(ExchangeTask task) {
        for (ExchangeSegment segment : task.segments()) {
            Refusal refusal = refusal(segment);
            if (refusal != null) {
                return new Refused(refusal);
            }
        }
        StringWriter written = new StringWriter();
        try {
            XMLStreamWriter xml = new WstxOutputFactory().createXMLStreamWriter(written);
            new XliffExport(xml, task).document();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Writing checked texts to memory cannot fail", e);
        }
        return new Exported(written.toString());
    }

    private static @Nullable Refusal refusal(ExchangeSegment segment) {
        List<String> texts = new ArrayList<>();
        Passage target = segment.target();
        for (Passage passage : target == null ? List.of(segment.source()) : List.of(segment.source(), target)) {
            texts.add(passage.text());
            for (Mark mark : passage.marks()) {
                texts.add(mark.target() == null ? "" : mark.target());
            }
        }
        segment.notes().forEach(note -> texts.add(note.text()));
        for (String text : texts) {
            String character = XmlText.unwritable(text);
            if (character != null) {
                return new Refusal(
                        "text-invalid",
                        "Expected text that XML can hold, but segment "
                                + segment.source().id() + " contains " + character + ". Remove it and export again.");
            }
        }
        return null;
    }

    private void document() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("xliff");
        xml.writeDefaultNamespace(CORE);
        xml.writeNamespace("mda", METADATA);
        xml.writeAttribute("version", "2.1");
        xml.writeAttribute("srcLang", task.sourceLanguage());
        xml.writeAttribute("trgLang", task.targetLanguage());
        start("file");
        xml.writeAttribute("id", task.storyId());
        xml.writeAttribute("original", new StoryAddress(task.storyId(), task.sourceRevision()).original());
        xml.writeAttribute("srcDir", LanguageTag.direction(task.sourceLanguage()));
        xml.writeAttribute("trgDir", LanguageTag.direction(task.targetLanguage()));
        // said once for all, as a source and its target must agree, also where somebody adds the target by hand
        xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "space", "preserve");
        for (ExchangeSegment segment : task.segments()) {
            unit(segment);
        }
        end();
        end();
        xml.writeEndDocument();
    }

    private void unit(ExchangeSegment segment) throws XMLStreamException {
        start("unit");
        xml.writeAttribute("id", UnitId.of(segment.source().id()));
        xml.writeAttribute("name", segment.source().id());
        xml.writeAttribute("type", AUTHORITY + ":" + segment.kind().label());
        metadata(segment);
        notes(segment);
        Codes codes = Codes.of(segment.source(), segment.target());
        originalData(codes);
        start("segment");
        xml.writeAttribute("state", state(segment));
        if (segment.state() == SegmentState.STALE) {
            xml.writeAttribute("subState", STALE);
        }
        text("source", task.sourceLanguage(), segment.source(), codes.source(), codes);
        Passage target = segment.target();
        if (target != null) {
            text("target", task.targetLanguage(), target, codes.target(), codes);
        }
        end();
        end();
    }

    private static String state(ExchangeSegment segment) {
        if (segment.target() == null) {
            return "initial";
        }
        return switch (segment.state()) {
            case OPEN, STALE -> "initial";
            case TRANSLATED -> "translated";
            case REVIEWED -> "reviewed";
        };
    }

    private void metadata(ExchangeSegment segment) throws XMLStreamException {
        line();
        xml.writeStartElement("mda", "metadata", METADATA);
        xml.writeStartElement("mda", "metaGroup", METADATA);
        xml.writeAttribute("category", AUTHORITY);
        xml.writeStartElement("mda", "meta", METADATA);
        xml.writeAttribute("type", SOURCE_HASH);
        xml.writeCharacters(segment.sourceHash());
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void notes(ExchangeSegment segment) throws XMLStreamException {
        start("notes");
        note("kind", segment.kind().label());
        for (ExchangeNote note : segment.notes()) {
            note(note.topic().label(), note.text());
        }
        end();
    }

    private void note(String category, String text) throws XMLStreamException {
        line();
        xml.writeStartElement("note");
        xml.writeAttribute("category", category);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void originalData(Codes codes) throws XMLStreamException {
        if (codes.data().isEmpty()) {
            return;
        }
        start("originalData");
        for (Map.Entry<String, String> data : codes.data().entrySet()) {
            line();
            xml.writeStartElement("data");
            xml.writeAttribute("id", data.getValue());
            xml.writeCharacters(data.getKey());
            xml.writeEndElement();
        }
        end();
    }

    private void text(String element, String language, Passage passage, List<Code> codes, Codes all)
            throws XMLStreamException {
        line();
        xml.writeStartElement(element);
        xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", language);
        int from = 0;
        for (InlineEdge<Code> edge : InlineEdge.of(codes, Code::mark)) {
            int at = passage.text().offsetByCodePoints(0, edge.place());
            xml.writeCharacters(passage.text().substring(from, at));
            from = at;
            if (edge.opens()) {
                open(edge.of(), all);
            } else {
                close(edge.of(), all);
            }
        }
        xml.writeCharacters(passage.text().substring(from));
        xml.writeEndElement();
    }

    private void open(Code code, Codes all) throws XMLStreamException {
        Meaning meaning = Meaning.of(code.mark());
        if (code.crosses()) {
            xml.writeEmptyElement("sc");
            xml.writeAttribute("id", code.id());
            type(code);
            xml.writeAttribute("dataRef", all.dataId(meaning.openingTag()));
        } else {
            xml.writeStartElement("pc");
            xml.writeAttribute("id", code.id());
            type(code);
            xml.writeAttribute("dataRefStart", all.dataId(meaning.openingTag()));
            xml.writeAttribute("dataRefEnd", all.dataId(meaning.closingTag()));
        }
    }

    private void close(Code code, Codes all) throws XMLStreamException {
        if (code.crosses()) {
            xml.writeEmptyElement("ec");
            xml.writeAttribute("startRef", code.id());
            type(code);
            xml.writeAttribute("dataRef", all.dataId(Meaning.of(code.mark()).closingTag()));
        } else {
            xml.writeEndElement();
        }
    }

    private void type(Code code) throws XMLStreamException {
        switch (code.mark().kind()) {
            case STRONG -> {
                xml.writeAttribute("type", "fmt");
                xml.writeAttribute("subType", "xlf:b");
            }
            case EMPHASIS -> {
                xml.writeAttribute("type", "fmt");
                xml.writeAttribute("subType", "xlf:i");
            }
            case LINK -> xml.writeAttribute("type", "link");
        }
    }

    private void start(String element) throws XMLStreamException {
        line();
        xml.writeStartElement(element);
        indent++;
    }

    private void end() throws XMLStreamException {
        indent--;
        line();
        xml.writeEndElement();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + " ".repeat(indent));
    }

    /**
     * A mark as an inline code.
     *
     * @param id a code of the target that stands for one of the source has its id
     * @param crosses whether it ends inside another one it does not begin in
     */
    private record Code(Mark mark, String id, boolean crosses) {}

    /**
     * The inline codes of a unit.
     *
     * @param data ids of the original data, by the data
     */
    private record Codes(List<Code> source, List<Code> target, Map<String, String> data) {

        static Codes of(Passage source, @Nullable Passage target) {
            List<Mark> sourceMarks = MarkedText.inReadingOrder(source.marks());
            List<Mark> targetMarks = target == null ? List.of() : MarkedText.inReadingOrder(target.marks());
            Map<String, String> data = new LinkedHashMap<>();
            List<Code> sourceCodes = new ArrayList<>();
            Map<Meaning, List<String>> unused = new HashMap<>();
            int next = 1;
            for (Mark mark : sourceMarks) {
                String id = String.valueOf(next++);
                unused.computeIfAbsent(Meaning.of(mark), meaning -> new ArrayList<>())
                        .add(id);
                sourceCodes.add(new Code(mark, id, crosses(mark, sourceMarks)));
            }
            List<Code> targetCodes = new ArrayList<>();
            for (Mark mark : targetMarks) {
                List<String> ids = unused.getOrDefault(Meaning.of(mark), List.of());
                String id = ids.isEmpty() ? String.valueOf(next++) : ids.removeFirst();
                targetCodes.add(new Code(mark, id, crosses(mark, targetMarks)));
            }
            Set<Meaning> meanings = new HashSet<>();
            for (List<Mark> marks : List.of(sourceMarks, targetMarks)) {
                for (Mark mark : marks) {
                    Meaning meaning = Meaning.of(mark);
                    if (meanings.add(meaning)) {
                        data.computeIfAbsent(meaning.openingTag(), tag -> "d" + (data.size() + 1));
                        data.computeIfAbsent(meaning.closingTag(), tag -> "d" + (data.size() + 1));
                    }
                }
            }
            return new Codes(sourceCodes, targetCodes, data);
        }

        private static boolean crosses(Mark mark, List<Mark> all) {
            return all.stream()
                    .anyMatch(other ->
                            (mark.start() < other.start() && other.start() < mark.end() && mark.end() < other.end())
                                    || (other.start() < mark.start()
                                            && mark.start() < other.end()
                                            && other.end() < mark.end()));
        }

        String dataId(String tag) {
            String id = data.get(tag);
            if (id == null) {
                throw new IllegalStateException("No original data of " + tag);
            }
            return id;
        }
    }
}
