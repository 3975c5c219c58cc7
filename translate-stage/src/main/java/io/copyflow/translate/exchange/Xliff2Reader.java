package io.copyflow.translate.exchange;

import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.sf.okapi.lib.xliff2.URIParser;
import net.sf.okapi.lib.xliff2.core.CTag;
import net.sf.okapi.lib.xliff2.core.Fragment;
import net.sf.okapi.lib.xliff2.core.Part;
import net.sf.okapi.lib.xliff2.core.Segment;
import net.sf.okapi.lib.xliff2.core.TargetState;
import net.sf.okapi.lib.xliff2.core.Unit;
import net.sf.okapi.lib.xliff2.metadata.IMetadataItem;
import net.sf.okapi.lib.xliff2.metadata.Meta;
import net.sf.okapi.lib.xliff2.metadata.MetaGroup;
import net.sf.okapi.lib.xliff2.reader.Event;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads XLIFF 2. The schemas, the modules' rules and then Okapi's reader each have their say before a text is taken.
 * Files are known to be well-formed, without a DOCTYPE and within limits.
 */
final class Xliff2Reader {

    private static final String CORE_2_2 = "urn:oasis:names:tc:xliff:document:2.2";

    /** In Okapi's jar, what others depend on first. */
    private static final List<String> SCHEMAS = List.of(
            "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd",
            "xliff_core_2.0.xsd",
            "modules/metadata.xsd",
            "modules/change_tracking.xsd",
            "modules/fs.xsd",
            "modules/glossary.xsd",
            "modules/matches.xsd",
            "modules/resource_data.xsd",
            "modules/size_restriction.xsd",
            "modules/validation.xsd",
            "modules/itsm.xsd");

    /** All but the schemas, which tell the line when they are asked here. */
    private static final int OKAPI_CHECKS = XLIFFReader.VALIDATION_MAXIMAL & ~XLIFFReader.VALIDATION_INCLUDE_SCHEMAS;

    private final Schema schema = schema();

    /** Whether a root element of this namespace that names this version is read here. */
    static boolean reads(String namespace, String version) {
        return switch (namespace) {
            case XliffExport.CORE -> version.equals("2.0") || version.equals("2.1");
            // what a tool did not change of a file of 2.1, OASIS's own suite of 2.2 still calls 2.1
            case CORE_2_2 -> version.equals("2.1") || version.equals("2.2");
            default -> false;
        };
    }

    /** Whether it is the core namespace of a version that is read here. */
    static boolean isCore(String namespace) {
        return namespace.equals(XliffExport.CORE) || namespace.equals(CORE_2_2);
    }

    List<XliffDocument.File> read(byte[] file) throws UnreadableFileException {
        try {
            PlainXliff validated = new PlainXliff(new ModuleRules(parser()));
            schema.newValidator().validate(new SAXSource(validated, source(file)));
            StringWriter plain = new StringWriter();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new SAXSource(new PlainXliff(parser()), source(file)), new StreamResult(plain));
            return new Files(validated.unitLines()).read(plain.toString());
        } catch (SAXParseException e) {
            throw invalid("line " + e.getLineNumber() + ": " + e.getMessage());
        } catch (SAXException | TransformerException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("Parsing checked XML in memory cannot fail", e);
        }
    }

    private static InputSource source(byte[] file) {
        return new InputSource(new ByteArrayInputStream(file));
    }

    private static XMLReader parser() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newSAXParser().getXMLReader();
    }

    private static Schema schema() {
        List<Source> sources = new ArrayList<>();
        for (String name : SCHEMAS) {
            InputStream found = XLIFFReader.class.getResourceAsStream("/net/sf/okapi/lib/xliff2/" + name);
            if (found == null) {
                throw new IllegalStateException("Okapi's jar has no schema " + name);
            }
            sources.add(new StreamSource(found));
        }
        try {
            return SchemaFactory.newDefaultInstance().newSchema(sources.toArray(Source[]::new));
        } catch (SAXException e) {
            throw new IllegalStateException("Okapi's schemas cannot be read", e);
        }
    }

    private static UnreadableFileException invalid(String why) {
        return new UnreadableFileException(new Refusal(
                "xliff-invalid",
                "Expected XLIFF that keeps the rules of its version, but " + why.replaceAll("\\s+", " ")
                        + " Have the tool mend it, or translate a fresh export."));
    }

    /** Gathers the files of one document from Okapi's events. */
    private static final class Files {

        private final List<Integer> unitLines;
        private final List<XliffDocument.File> files = new ArrayList<>();
        private List<XliffDocument.Unit> units = new ArrayList<>();
        private String sourceLanguage = "";
        private @Nullable String targetLanguage;
        private @Nullable String original;
        private int read;

        Files(List<Integer> unitLines) {
            this.unitLines = unitLines;
        }

        List<XliffDocument.File> read(String plain) throws UnreadableFileException {
            URIParser references = new URIParser();
            references.addPrefixes(Map.of("urn:iso:std:iso:30042:ed-2", "tbx"));
            try (XLIFFReader reader = new XLIFFReader(OKAPI_CHECKS, references)) {
                reader.open(plain);
                while (reader.hasNext()) {
                    take(reader.next());
                }
            } catch (RuntimeException e) {
                // Okapi has no one exception for a broken file: it may stumble over anything.
                throw invalid(place() + ": " + reason(e));
            }
            return files;
        }

        private String place() {
            return read < unitLines.size() ? "the unit in line " + unitLines.get(read) : "after the last unit";
        }

        /** Okapi's messages begin with where it is, in lines of their own. */
        private static String reason(RuntimeException e) {
            String message = e.getMessage();
            if (message == null) {
                return "it cannot be understood.";
            }
            int begin = message.lastIndexOf(":\n");
            String reason = (begin < 0 ? message : message.substring(begin + 2)).strip();
            return reason.endsWith(".") ? reason : reason + ".";
        }

        private void take(Event event) throws UnreadableFileException {
            switch (event.getType()) {
                case START_XLIFF -> {
                    sourceLanguage = event.getStartXliffData().getSourceLanguage();
                    targetLanguage = event.getStartXliffData().getTargetLanguage();
                }
                case START_FILE -> {
                    units = new ArrayList<>();
                    original = event.getStartFileData().getOriginal();
                }
                case TEXT_UNIT -> units.add(unit(event.getUnit(), unitLines.get(read++)));
                case END_FILE -> files.add(new XliffDocument.File(original, sourceLanguage, targetLanguage, units));
                case START_DOCUMENT,
                        END_DOCUMENT,
                        END_XLIFF,
                        SKELETON,
                        MID_FILE,
                        START_GROUP,
                        END_GROUP,
                        INSIGNIFICANT_PART -> {
                    // holds no text
                }
            }
        }

        private static XliffDocument.Unit unit(Unit unit, int line) throws UnreadableFileException {
            String id = UnitId.segmentId(unit.getId());
            Map<String, Meaning> meanings = new HashMap<>();
            MarkedText source = new MarkedText();
            for (Part part : unit) {
                gather(part.getSource(), source, meanings);
            }
            Passage sourcePassage = source.gathered(id).passage();
            SegmentState state = state(unit);
            String hash = sourceHash(unit);
            if (!isTranslated(unit)) {
                return new XliffDocument.Unit(sourcePassage, null, state, hash, 0, Set.of(), line);
            }
            MarkedText target = new MarkedText();
            for (Part part : unit.getTargetOrderedParts()) {
                gather(part.hasTarget() ? part.getTarget() : part.getSource(), target, meanings);
            }
            MarkedText.Gathered gathered = target.gathered(id);
            return new XliffDocument.Unit(
                    sourcePassage, gathered.passage(), state, hash, gathered.leftOut(), gathered.removed(), line);
        }

        /** Whether each of its segments that has a source text has a target text. */
        private static boolean isTranslated(Unit unit) {
            boolean some = false;
            for (Segment segment : unit.getSegments()) {
                boolean has = segment.hasTarget() && !segment.getTarget().isEmpty();
                if (!has && !segment.getSource().isEmpty()) {
                    return false;
                }
                some |= has;
            }
            return some;
        }

        /** The least of its segments. */
        private static SegmentState state(Unit unit) {
            SegmentState least = SegmentState.REVIEWED;
            for (Segment segment : unit.getSegments()) {
                SegmentState state = state(segment.getState());
                if (state == SegmentState.OPEN && XliffExport.STALE.equals(segment.getSubState())) {
                    state = SegmentState.STALE;
                }
                if (state.compareTo(least) < 0) {
                    least = state;
                }
            }
            return least;
        }

        private static SegmentState state(TargetState state) {
            return switch (state) {
                case INITIAL -> SegmentState.OPEN;
                case TRANSLATED -> SegmentState.TRANSLATED;
                case REVIEWED, FINAL -> SegmentState.REVIEWED;
            };
        }

        private static @Nullable String sourceHash(Unit unit) {
            if (!unit.hasMetadata()) {
                return null;
            }
            for (MetaGroup group : unit.getMetadata()) {
                if (!XliffExport.AUTHORITY.equals(group.getCategory())) {
                    continue;
                }
                for (IMetadataItem item : group) {
                    if (item instanceof Meta meta && XliffExport.SOURCE_HASH.equals(meta.getType())) {
                        return meta.getData().strip();
                    }
                }
            }
            return null;
        }

        private static void gather(Fragment fragment, MarkedText into, Map<String, Meaning> meanings) {
            for (Object content : fragment) {
                switch (content) {
                    case String text -> into.text(PlainXliff.restored(text));
                    case CTag code -> code(code, into, meanings);
                    default -> {
                        // a marker says something about the text and is no part of it
                    }
                }
            }
        }

        private static void code(CTag code, MarkedText into, Map<String, Meaning> meanings) {
            switch (code.getTagType()) {
                case OPENING -> {
                    Meaning meaning = meaning(code, meanings);
                    if (meaning != null) {
                        meanings.put(code.getId(), meaning);
                    }
                    into.open(code.getId(), meaning);
                }
                // an end without its begin is isolated: Okapi made sure that it says so
                case CLOSING -> {
                    if (!into.close(code.getId())) {
                        into.leaveOut();
                    }
                }
                case STANDALONE -> into.leaveOut();
            }
        }

        /** A tool may write a code of the target shorter than that of the source it stands for. */
        private static @Nullable Meaning meaning(CTag code, Map<String, Meaning> meanings) {
            String data = code.getData();
            Meaning meaning = Meaning.ofTag(data == null ? null : PlainXliff.restored(data));
            if (meaning == null) {
                meaning = Meaning.ofType(code.getSubType());
            }
            if (meaning == null) {
                meaning = meanings.get(code.getId());
            }
            if (meaning == null && code.getCopyOf() != null) {
                meaning = meanings.get(code.getCopyOf());
            }
            return meaning;
        }
    }
}
