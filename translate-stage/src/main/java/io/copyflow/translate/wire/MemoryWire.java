package io.copyflow.translate.wire;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.memory.ImportedUnit;
import io.copyflow.schemas.memory.RememberedPair;
import io.copyflow.schemas.memory.RememberedSegment;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Passage;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.domain.PairedSegment;
import io.copyflow.translate.domain.PairedVersion;
import io.copyflow.translate.domain.TranslationEvent;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.MemoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The translation memory, from and to Avro. */
public final class MemoryWire {

    private final AvroSerde<RememberedSegment> remembered;
    private final AvroSerde<ImportedUnit> imported;

    public MemoryWire(SchemaIds ids) {
        this.remembered = AvroSerde.of(Topics.MEMORY, ids);
        this.imported = AvroSerde.of(Topics.MEMORY_IMPORTS, ids);
    }

    /**
     * The entries of a record of one of the memory's two topics. Throws what {@link AvroSerde#read} does.
     *
     * @param topic the topic's name
     */
    public List<MemoryEntry> read(String topic, byte[] value) {
        return read(topic.equals(Topics.MEMORY.name()) ? remembered.read(value) : imported.read(value));
    }

    /** An entry from a file, as its topic holds it. */
    public byte[] write(MemoryEntry entry, EntryOrigin.TmxFile file) {
        return imported.write(new ImportedUnit(
                file.file(),
                file.unit(),
                entry.sourceLanguage(),
                entry.language(),
                TextWire.passage(entry.source()),
                TextWire.passage(entry.target()),
                file.madeBy(),
                file.madeAt(),
                file.importedBy(),
                file.importedAt()));
    }

    /**
     * The entries of a record, in reading order.
     *
     * @param value of one of the memory's two topics
     */
    public static List<MemoryEntry> read(SpecificRecord value) {
        return switch (value) {
            case RememberedSegment version -> {
                List<MemoryEntry> entries =
                        new ArrayList<>(1 + version.getOthers().size());
                entries.add(entry(
                        version,
                        version.getSegmentId(),
                        version.getSource(),
                        version.getTarget(),
                        version.getOrigin(),
                        version.getOriginDetail()));
                for (RememberedPair pair : version.getOthers()) {
                    entries.add(entry(
                            version,
                            pair.getSource().getId(),
                            pair.getSource(),
                            pair.getTarget(),
                            pair.getOrigin(),
                            pair.getOriginDetail()));
                }
                yield List.copyOf(entries);
            }
            case ImportedUnit unit ->
                List.of(new MemoryEntry(
                        unit.getSourceLanguage(),
                        unit.getLanguage(),
                        TextWire.passage(unit.getSource()),
                        TextWire.passage(unit.getTarget()),
                        new EntryOrigin.TmxFile(
                                unit.getFile(),
                                unit.getUnit(),
                                unit.getMadeBy(),
                                unit.getMadeAt(),
                                unit.getImportedBy(),
                                unit.getImportedAt())));
            default -> throw TranslationWire.unexpected(value);
        };
    }

    private static MemoryEntry entry(
            RememberedSegment version,
            String segmentId,
            Passage source,
            Passage target,
            Origin origin,
            @Nullable String originDetail) {
        return new MemoryEntry(
                version.getSourceLanguage(),
                version.getLanguage(),
                TextWire.passage(source),
                TextWire.passage(target),
                new EntryOrigin.ClearedStory(
                        version.getStoryId(),
                        segmentId,
                        version.getSourceRevision(),
                        version.getContentHash(),
                        TextWire.origin(origin),
                        originDetail,
                        version.getTranslators(),
                        version.getClearedAt()));
    }

    /**
     * One record for a version, or none when it has no segment to remember. Its key has the source revision: on a
     * compacted topic a corrected version takes the place of the one before, while a segment that a later revision
     * dropped stays. The revision stands before the language, where the key of a single segment, as earlier builds wrote
     * them, has its language: so no key is that of another kind of record.
     */
    static List<Output> outputs(TranslationEvent.Remembered event, Subject subject) {
        PairedVersion version = event.version();
        if (version.segments().isEmpty()) {
            return List.of();
        }
        String language = Objects.requireNonNull(subject.part());
        PairedSegment first = version.segments().getFirst();
        RememberedSegment value = new RememberedSegment(
                subject.key(),
                first.source().id(),
                version.sourceLanguage(),
                language,
                version.sourceRevision(),
                version.contentHash(),
                TextWire.passage(first.source()),
                TextWire.passage(first.target().passage()),
                TextWire.origin(first.target().origin()),
                first.target().originDetail(),
                version.translators(),
                event.clearedAt(),
                version.segments().stream().skip(1).map(MemoryWire::pair).toList());
        return List.of(new Output(
                Topics.MEMORY,
                subject.key() + "/" + version.sourceRevision() + "/" + language,
                value,
                value.getSchema().getName()));
    }

    private static RememberedPair pair(PairedSegment segment) {
        return new RememberedPair(
                TextWire.passage(segment.source()),
                TextWire.passage(segment.target().passage()),
                TextWire.origin(segment.target().origin()),
                segment.target().originDetail());
    }
}
