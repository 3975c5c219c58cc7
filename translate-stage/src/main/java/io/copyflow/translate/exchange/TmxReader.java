package io.copyflow.translate.exchange;

import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.TextRules;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads TMX 1.4b, and its older versions as far as they are alike, entry by entry, so that a memory of any size fits.
 * Source: docs/reference/exchange-formats.md.
 */
public final class TmxReader {

    /** Texts of a memory are sentences or paragraphs; what is longer helps nobody. */
    private static final int LONGEST_TEXT = 16_384;

    /** The most texts, properties and notes of an entry together. */
    private static final int MOST_PARTS = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final String ANY = "*all*";

    private final XmlCursor xml;
    private final Consumer<TmxEntry> to;
    private final Map<String, Long> skipped = new TreeMap<>();
    private long taken;
    private @Nullable String sourceLanguage;

    private TmxReader(XmlCursor xml, Consumer<TmxEntry> to) {
        this.xml = xml;
        this.to = to;
    }

    /**
     * Hands over every entry of a file in its order. Refuses to read on with {@code too-large}, {@code xml-malformed},
     * {@code xml-declarations} or {@code tmx-invalid}.
     *
     * @param in is not closed
     */
    public static TmxReading read(InputStream in, FileLimits limits, Consumer<TmxEntry> to) {
        try (XmlCursor xml = XmlCursor.open(in, limits)) {
            return new TmxReader(xml, to).document();
        } catch (UnreadableFileException e) {
            return new TmxReading.Refused(e.refusal(), 0, Map.of());
        }
    }

    private TmxReading document() {
        try {
            xml.root();
            if (!xml.name().equals("tmx")) {
                throw invalid("the root element is <" + Excerpt.of(xml.name()) + ">");
            }
            int root = xml.depth();
            boolean hasHeader = false;
            while (xml.nextChild(root)) {
                if (xml.name().equals("header")) {
                    header();
                    hasHeader = true;
                } else if (xml.name().equals("body")) {
                    if (!hasHeader) {
                        throw invalid("the body comes without a header before it");
                    }
                    body();
                }
            }
            if (!hasHeader) {
                throw invalid("there is no header");
            }
            return new TmxReading.Finished(taken, skipped);
        } catch (UnreadableFileException e) {
            return new TmxReading.Refused(e.refusal(), taken, skipped);
        }
    }

    private void header() throws UnreadableFileException {
        String srclang = xml.attribute("srclang");
        if (srclang == null) {
            throw invalid("the header has no srclang");
        }
        sourceLanguage = source(srclang);
    }

    /** In canonical spelling; null for all languages, and for one that is none: its entries will say so themselves. */
    private static @Nullable String source(String srclang) {
        return srclang.equalsIgnoreCase(ANY) ? null : LanguageTag.canonicalOfLoose(srclang);
    }

    private void body() throws UnreadableFileException {
        int body = xml.depth();
        while (xml.nextChild(body)) {
            if (!xml.name().equals("tu")) {
                continue;
            }
            TmxEntry entry = entry();
            switch (entry) {
                case TmxEntry.Taken _ -> taken++;
                case TmxEntry.Skipped unusable -> skipped.merge(unusable.why().code(), 1L, Long::sum);
            }
            to.accept(entry);
        }
    }

    private TmxEntry entry() throws UnreadableFileException {
        int line = xml.line();
        String id = xml.attribute("tuid");
        String srclang = xml.attribute("srclang");
        String source = srclang == null ? sourceLanguage : source(srclang);
        String createdBy = xml.attribute("creationid");
        Instant created = time(xml.attribute("creationdate"));
        Map<String, String> properties = new HashMap<>();
        List<TmxUnit.Variant> variants = new ArrayList<>();
        Refusal fault = null;
        int parts = 0;
        int unit = xml.depth();
        while (xml.nextChild(unit)) {
            if (++parts > MOST_PARTS) {
                fault = fault == null ? tooLarge(line) : fault;
            } else if (xml.name().equals("prop")) {
                String type = xml.attribute("type");
                String value = xml.text();
                if (type != null) {
                    properties.put(type, value);
                }
            } else if (xml.name().equals("tuv")) {
                switch (variant()) {
                    case Variant.Fine(TmxUnit.Variant variant) -> variants.add(variant);
                    case Variant.Faulty(Refusal why) -> fault = fault == null ? why : fault;
                }
            }
        }
        if (fault == null
                && variants.stream().map(TmxUnit.Variant::language).distinct().count() < 2) {
            fault = new Refusal(
                    "too-few-languages",
                    "Expected an entry in two languages or more, but the one in line " + line
                            + " has fewer. It is left out.");
        }
        return fault == null
                ? new TmxEntry.Taken(new TmxUnit(id, source, variants, createdBy, created, properties), line)
                : new TmxEntry.Skipped(fault, line);
    }

    private static Refusal tooLarge(int line) {
        return new Refusal(
                "entry-too-large",
                "Expected at most " + MOST_PARTS + " texts, properties and notes in an entry, but the one in line "
                        + line + " has more. It is left out.");
    }

    private static @Nullable Instant time(@Nullable String time) {
        try {
            return time == null ? null : LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A variant, or what is wrong with it. */
    private sealed interface Variant {
        record Fine(TmxUnit.Variant variant) implements Variant {}

        record Faulty(Refusal why) implements Variant {}
    }

    private Variant variant() throws UnreadableFileException {
        int line = xml.line();
        String tag = xml.attribute(XMLConstants.XML_NS_URI, "lang");
        if (tag == null) {
            tag = xml.attribute("lang");
        }
        String language = tag == null ? null : LanguageTag.canonicalOfLoose(tag);
        Segment segment = null;
        int variant = xml.depth();
        while (xml.nextChild(variant)) {
            if (xml.name().equals("seg") && segment == null) {
                segment = new Segment();
                segment.content();
            }
        }
        if (language == null) {
            return faulty(new Refusal(
                    "language-invalid",
                    "Expected a BCP 47 tag in every variant, but the one in line " + line + " has "
                            + (tag == null ? "none" : "'" + Excerpt.of(tag) + "'") + ". Its entry is left out."));
        }
        return segment == null ? faulty(blank(line)) : segment.variant(language, line);
    }

    private static Variant faulty(Refusal why) {
        return new Variant.Faulty(why);
    }

    private static Refusal blank(int line) {
        return new Refusal(
                "text-blank",
                "Expected a text in every variant, but the one in line " + line + " has none. Its entry is left out.");
    }

    /** The text of one variant. */
    private final class Segment {

        private final MarkedText text = new MarkedText();
        private boolean unbalanced;
        private int highlights;

        /** To the end of the element just entered. */
        void content() throws UnreadableFileException {
            int entered = xml.depth();
            while (xml.depth() >= entered) {
                int event = xml.next();
                if (XmlCursor.isText(event)) {
                    // beyond the limit it is only measured
                    if (text.size() <= LONGEST_TEXT) {
                        text.text(xml.characters());
                    }
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    code();
                }
            }
        }

        private void code() throws UnreadableFileException {
            switch (xml.name()) {
                case "hi" -> {
                    String key = "h" + highlights++;
                    text.open(key, Meaning.ofType(xml.attribute("type")));
                    content();
                    text.close(key);
                }
                case "bpt" -> {
                    String key = "i" + xml.attribute("i");
                    Meaning byType = Meaning.ofType(xml.attribute("type"));
                    Meaning byTag = Meaning.ofTag(xml.text());
                    Meaning meaning = byTag == null ? byType : byTag;
                    unbalanced |= !text.open(key, meaning == null || meaning.isHarmless() ? meaning : null);
                }
                case "ept" -> {
                    String key = "i" + xml.attribute("i");
                    xml.text();
                    unbalanced |= !text.close(key);
                }
                // ph, it, ut, and whatever else a tool put here: a code, not text
                default -> {
                    xml.text();
                    text.leaveOut();
                }
            }
        }

        Variant variant(String language, int line) {
            if (text.size() > LONGEST_TEXT) {
                return faulty(new Refusal(
                        "text-too-long",
                        "Expected texts of at most " + LONGEST_TEXT + " characters, but the one in line " + line
                                + " is longer. Its entry is left out."));
            }
            if (unbalanced || !text.isBalanced()) {
                return faulty(new Refusal(
                        "inline-unbalanced",
                        "Expected every bpt to have its ept, but in line " + line
                                + " one stands alone. Its entry is left out."));
            }
            String character = text.controlCharacter();
            if (character != null) {
                return faulty(new Refusal(
                        "text-invalid",
                        "Expected text without control characters, but the one in line " + line + " contains "
                                + character + ". Its entry is left out."));
            }
            MarkedText.Gathered gathered = text.gathered("");
            return TextRules.isBlank(gathered.passage().text())
                    ? faulty(blank(line))
                    : new Variant.Fine(new TmxUnit.Variant(language, gathered.passage(), gathered.leftOut()));
        }
    }

    private UnreadableFileException invalid(String why) {
        return new UnreadableFileException(new Refusal(
                "tmx-invalid",
                "Expected TMX 1.4, but before or in line " + xml.line() + " " + why
                        + ". Have the tool save the memory as TMX 1.4 and import again."));
    }
}
