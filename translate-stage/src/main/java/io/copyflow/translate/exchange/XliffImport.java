package io.copyflow.translate.exchange;

import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Refusal;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads XLIFF from any tool: 2.0, 2.1 and 2.2, and 1.1 and 1.2. Source of what is checked:
 * docs/reference/exchange-formats.md. May be used by several threads.
 */
public final class XliffImport {

    /** Okapi's checks take time with the square of what is in a unit. */
    private static final int MOST_IN_UNIT = 1_000;

    private final FileLimits limits;
    private final Xliff2Reader xliff2 = new Xliff2Reader();

    public XliffImport(FileLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a file whatever story it is of. Refuses it with {@code too-large}, {@code xml-malformed},
     * {@code xml-declarations}, {@code xliff-version} or {@code xliff-invalid}.
     */
    public XliffDocument read(byte[] file) {
        try {
            return new XliffDocument.Read(files(file));
        } catch (UnreadableFileException e) {
            return new XliffDocument.Refused(e.refusal());
        }
    }

    /**
     * Reads a file that should be the translation of a story. Besides what {@link #read} refuses, it refuses one of
     * another story with {@code other-story} and one in other languages with {@code other-language}.
     *
     * @param sourceLanguage BCP 47 tag
     * @param targetLanguage BCP 47 tag
     */
    public TaskImport task(byte[] file, String storyId, String sourceLanguage, String targetLanguage) {
        return switch (read(file)) {
            case XliffDocument.Refused(Refusal refusal) -> new TaskImport.Refused(refusal);
            case XliffDocument.Read document -> task(document, storyId, sourceLanguage, targetLanguage);
        };
    }

    /** Which task a document came from. */
    public static TaskReference reference(XliffDocument.Read document) {
        if (document.files().size() != 1) {
            return new TaskReference.Refused(severalStories(document.files().size()));
        }
        XliffDocument.File file = document.files().getFirst();
        StoryAddress address = StoryAddress.of(file.original());
        if (address == null) {
            return new TaskReference.Refused(new Refusal(
                    "other-story",
                    "Expected a file that was exported for a task, but its original is '"
                            + Excerpt.of(file.original() == null ? "" : file.original())
                            + "', which is no story. Import a file that was exported here."));
        }
        String language = file.targetLanguage() == null
                ? null
                : LanguageTag.canonical(file.targetLanguage().replace('_', '-'));
        return language == null
                ? new TaskReference.Refused(new Refusal(
                        "other-language",
                        "Expected the language of the translation, but the file says "
                                + (file.targetLanguage() == null
                                        ? "none"
                                        : "'" + Excerpt.of(file.targetLanguage()) + "'")
                                + ". Import a file that was exported here."))
                : new TaskReference.Named(address.storyId(), language);
    }

    private static Refusal severalStories(int files) {
        return new Refusal(
                "other-story",
                "Expected the translation of one story, but the file holds " + files
                        + " originals. Import them one by one.");
    }

    private List<XliffDocument.File> files(byte[] file) throws UnreadableFileException {
        if (file.length > limits.bytes()) {
            throw new UnreadableFileException(new Refusal(
                    "too-large",
                    "Expected a file of at most " + limits.bytes() + " bytes, but this one has " + file.length
                            + ". Export and import the story alone."));
        }
        String namespace;
        String root;
        String version;
        boolean namesDtd;
        try (XmlCursor xml = XmlCursor.open(new ByteArrayInputStream(file), limits)) {
            xml.root();
            root = xml.name();
            namespace = xml.namespace();
            version = Objects.requireNonNullElse(xml.attribute("version"), "");
            namesDtd = xml.namesDtd();
            drain(xml);
        }
        boolean isXliff = root.equals("xliff");
        if (isXliff && !namesDtd && Xliff2Reader.reads(namespace, version)) {
            return xliff2.read(file);
        }
        if (isXliff && Xliff1Reader.reads(namespace, version)) {
            try (XmlCursor xml = XmlCursor.open(new ByteArrayInputStream(file), limits)) {
                return new Xliff1Reader(xml, namespace).read();
            }
        }
        throw new UnreadableFileException(new Refusal(
                "xliff-version",
                "Expected XLIFF 1.1, 1.2, 2.0, 2.1 or 2.2, but the root element is '" + Excerpt.of(root)
                        + "' of the namespace '" + Excerpt.of(namespace) + "' and "
                        + (version.isEmpty() ? "no version" : "version '" + Excerpt.of(version) + "'")
                        + (namesDtd ? " with a DOCTYPE" : "")
                        + ". Have the tool save the file as XLIFF 2.1."));
    }

    /** Reads to the end, so that all of it is known to be well-formed and within limits. */
    private static void drain(XmlCursor xml) throws UnreadableFileException {
        int unit = 0;
        int inUnit = 0;
        int event = xml.next();
        while (event != XMLStreamConstants.END_DOCUMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (unit == 0 && xml.name().equals("unit")) {
                    unit = xml.depth();
                    inUnit = 0;
                } else if (unit > 0 && ++inUnit > MOST_IN_UNIT) {
                    throw XmlCursor.tooLarge(xml.line(), "a unit has more than " + MOST_IN_UNIT + " elements");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.depth() < unit) {
                unit = 0;
            }
            event = xml.next();
        }
    }

    /** The same of a document that was read. */
    public static TaskImport task(
            XliffDocument.Read document, String storyId, String sourceLanguage, String targetLanguage) {
        List<XliffDocument.File> files = document.files();
        if (files.size() != 1) {
            return new TaskImport.Refused(severalStories(files.size()));
        }
        XliffDocument.File file = files.getFirst();
        StoryAddress address = StoryAddress.of(file.original());
        if (address == null || !address.storyId().equals(storyId)) {
            return refuse(
                    "other-story",
                    "Expected a translation of story " + storyId + ", but the file is of "
                            + (address == null
                                    ? "'" + Excerpt.of(file.original() == null ? "" : file.original())
                                            + "', which is no story"
                                    : "story " + address.storyId())
                            + ". Import a file that was exported for this task.");
        }
        if (!same(file.sourceLanguage(), sourceLanguage) || !same(file.targetLanguage(), targetLanguage)) {
            return refuse(
                    "other-language",
                    "Expected a translation from " + sourceLanguage + " into " + targetLanguage
                            + ", but the file is from " + Excerpt.of(file.sourceLanguage()) + " into "
                            + (file.targetLanguage() == null ? "no language" : Excerpt.of(file.targetLanguage()))
                            + ". Import it for the edition it is meant for.");
        }
        List<TaskImport.Segment> segments = new ArrayList<>();
        List<String> untranslated = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (XliffDocument.Unit unit : file.units()) {
            if (unit.target() == null) {
                untranslated.add(unit.source().id());
                continue;
            }
            segments.add(new TaskImport.Segment(unit.target(), unit.state(), unit.sourceHash()));
            if (unit.codesLeftOut() > 0) {
                notes.add("Left out " + unit.codesLeftOut() + " inline codes without a meaning here from segment "
                        + unit.source().id() + " (line " + unit.line() + ").");
            }
            if (!unit.removed().isEmpty()) {
                notes.add("Removed "
                        + String.join(", ", unit.removed().stream().sorted().toList())
                        + " from segment " + unit.source().id() + " (line " + unit.line() + ").");
            }
        }
        return new TaskImport.Imported(address.revision(), segments, untranslated, notes);
    }

    private static boolean same(@Nullable String tag, String expected) {
        return tag != null
                && Objects.equals(LanguageTag.canonical(tag.replace('_', '-')), LanguageTag.canonical(expected));
    }

    private static TaskImport refuse(String code, String sentence) {
        return new TaskImport.Refused(new Refusal(code, sentence));
    }
}
