package io.copyflow.translate.exchange;

import com.ctc.wstx.stax.WstxOutputFactory;
import io.copyflow.contract.Mark;
import io.copyflow.contract.Refusal;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes a translation memory as TMX 1.4b, entry by entry. Source: docs/reference/exchange-formats.md. */
public final class TmxWriter implements AutoCloseable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final XMLStreamWriter xml;

    /**
     * Writes the header.
     *
     * @param out UTF-8 goes there; is not closed
     * @param version of this program
     * @param written the time of writing
     */
    public TmxWriter(OutputStream out, String version, Instant written) throws XMLStreamException {
        xml = new WstxOutputFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("tmx");
        xml.writeAttribute("version", "1.4");
        xml.writeCharacters("\n");
        xml.writeEmptyElement("header");
        xml.writeAttribute("creationtool", "Copyflow");
        xml.writeAttribute("creationtoolversion", version);
        xml.writeAttribute("segtype", "block");
        xml.writeAttribute("o-tmf", "Copyflow");
        xml.writeAttribute("adminlang", "en");
        xml.writeAttribute("srclang", "*all*");
        xml.writeAttribute("datatype", "html");
        xml.writeAttribute("creationdate", TIME.format(written));
        xml.writeCharacters("\n");
        xml.writeStartElement("body");
        xml.writeCharacters("\n");
    }

    /**
     * Writes an entry.
     *
     * @return null when it is written, else why it cannot be: {@code text-invalid}
     */
    public @Nullable Refusal write(TmxUnit unit) throws XMLStreamException {
        String character = unwritable(unit);
        if (character != null) {
            return new Refusal(
                    "text-invalid",
                    "Expected text that XML can hold, but an entry contains " + character + ". It is left out.");
        }
        xml.writeStartElement("tu");
        attribute("tuid", unit.id());
        attribute("srclang", unit.sourceLanguage());
        attribute("creationid", unit.createdBy());
        attribute("creationdate", unit.created() == null ? null : TIME.format(unit.created()));
        for (Map.Entry<String, String> property : new TreeMap<>(unit.properties()).entrySet()) {
            xml.writeStartElement("prop");
            xml.writeAttribute("type", property.getKey());
            xml.writeCharacters(property.getValue());
            xml.writeEndElement();
        }
        List<Meaning> known = new ArrayList<>();
        for (TmxUnit.Variant variant : unit.variants()) {
            xml.writeStartElement("tuv");
            xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", variant.language());
            xml.writeStartElement("seg");
            segment(variant, known);
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
        return null;
    }

    /** Ends the document; what it goes to stays open. */
    @Override
    public void close() throws XMLStreamException {
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    /**
     * A mark as a pair of codes.
     *
     * @param i pairs begin and end within a text
     * @param x pairs codes that say the same in the texts of an entry
     */
    private record Code(Mark mark, int i, int x) {}

    private void segment(TmxUnit.Variant variant, List<Meaning> known) throws XMLStreamException {
        List<Code> codes = new ArrayList<>();
        List<Meaning> mine = new ArrayList<>();
        for (Mark mark : MarkedText.inReadingOrder(variant.passage().marks())) {
            Meaning meaning = Meaning.of(mark);
            mine.add(meaning);
            codes.add(new Code(mark, codes.size() + 1, number(meaning, mine, known)));
        }
        String text = variant.passage().text();
        int from = 0;
        for (InlineEdge<Code> edge : InlineEdge.of(codes, Code::mark)) {
            int at = text.offsetByCodePoints(0, edge.place());
            xml.writeCharacters(text.substring(from, at));
            from = at;
            Code code = edge.of();
            Meaning meaning = Meaning.of(code.mark());
            xml.writeStartElement(edge.opens() ? "bpt" : "ept");
            xml.writeAttribute("i", String.valueOf(code.i()));
            if (edge.opens()) {
                xml.writeAttribute("x", String.valueOf(code.x()));
                xml.writeAttribute("type", type(meaning));
            }
            xml.writeCharacters(edge.opens() ? meaning.openingTag() : meaning.closingTag());
            xml.writeEndElement();
        }
        xml.writeCharacters(text.substring(from));
    }

    /** The nth code of a meaning has the same number in every text of an entry. */
    private static int number(Meaning meaning, List<Meaning> mine, List<Meaning> known) {
        long nth = mine.stream().filter(meaning::equals).count();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).equals(meaning) && --nth == 0) {
                return i + 1;
            }
        }
        known.add(meaning);
        return known.size();
    }

    private static String type(Meaning meaning) {
        return switch (meaning.kind()) {
            case STRONG -> "bold";
            case EMPHASIS -> "italic";
            case LINK -> "link";
        };
    }

    private void attribute(String name, @Nullable String value) throws XMLStreamException {
        if (value != null) {
            xml.writeAttribute(name, value);
        }
    }

    private static @Nullable String unwritable(TmxUnit unit) {
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(unit.id());
        texts.add(unit.createdBy());
        unit.properties().forEach((type, value) -> {
            texts.add(type);
            texts.add(value);
        });
        for (TmxUnit.Variant variant : unit.variants()) {
            texts.add(variant.passage().text());
            variant.passage().marks().forEach(mark -> texts.add(mark.target()));
        }
        for (String text : texts) {
            String character = text == null ? null : XmlText.unwritable(text);
            if (character != null) {
                return character;
            }
        }
        return null;
    }
}
