package io.copyflow.translate.wire;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.memory.ImportedUnit;
import io.copyflow.schemas.memory.RememberedSegment;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.domain.PairedSegment;
import io.copyflow.translate.domain.PairedVersion;
import io.copyflow.translate.domain.TranslationEvent;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.MemoryEntry;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** The translation memory, from and to Avro. */
public final class MemoryWire {

    private final AvroSerde<RememberedSegment> remembered;
    private final AvroSerde<ImportedUnit> imported;

    public MemoryWire(SchemaIds ids) {
        this.remembered = AvroSerde.of(Topics.MEMORY, ids);
        this.imported = AvroSerde.of(Topics.MEMORY_IMPORTS, ids);
    }

    /**
     * An entry as it lies in one of the memory's two topics. Throws what {@link AvroSerde#read} does.
     *
     * @param topic the topic's name
     */
    public MemoryEntry read(String topic, byte[] value) {
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

    /** @param value of one of the memory's two topics */
    public static MemoryEntry read(SpecificRecord value) {
        return switch (value) {
            case RememberedSegment segment ->
                new MemoryEntry(
                        segment.getSourceLanguage(),
                        segment.getLanguage(),
                        TextWire.passage(segment.getSource()),
                        TextWire.passage(segment.getTarget()),
                        new EntryOrigin.ClearedStory(
                                segment.getStoryId(),
                                segment.getSegmentId(),
                                segment.getSourceRevision(),
                                segment.getContentHash(),
                                TextWire.origin(segment.getOrigin()),
                                segment.getOriginDetail(),
                                segment.getTranslators(),
                                segment.getClearedAt()));
            case ImportedUnit unit ->
                new MemoryEntry(
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
                                unit.getImportedAt()));
            default -> throw TranslationWire.unexpected(value);
        };
    }

    /** One record for each segment, so that the newest cleared text of a segment takes the place of the one before. */
    static List<Output> outputs(TranslationEvent.Remembered event, Subject subject) {
        return event.version().segments().stream()
                .map(segment -> output(event, segment, subject))
                .toList();
    }

    private static Output output(TranslationEvent.Remembered event, PairedSegment segment, Subject subject) {
        PairedVersion version = event.version();
        RememberedSegment value = new RememberedSegment(
                subject.key(),
                segment.source().id(),
                version.sourceLanguage(),
                Objects.requireNonNull(subject.part()),
                version.sourceRevision(),
                version.contentHash(),
                TextWire.passage(segment.source()),
                TextWire.passage(segment.target().passage()),
                TextWire.origin(segment.target().origin()),
                segment.target().originDetail(),
                version.translators(),
                event.clearedAt());
        return new Output(
                Topics.MEMORY,
                subject.id() + "/" + segment.source().id(),
                value,
                value.getSchema().getName());
    }
}
