package io.copyflow.translate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Passage;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.memory.RememberedSegment;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.domain.PairedSegment;
import io.copyflow.translate.domain.PairedVersion;
import io.copyflow.translate.domain.TranslatedSegment;
import io.copyflow.translate.domain.TranslationEvent;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.MemoryEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryWireTest {

    private static final SchemaCatalogue IDS = new SchemaCatalogue();
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Subject SUBJECT = Subject.of("s1", "fr");

    @Test
    void a_version_is_one_record_and_its_segments_are_its_entries_in_reading_order() {
        List<Output> outputs = MemoryWire.outputs(
                remembered(
                        pair("headline", "Rain", "Pluie", Origin.PERSON, null),
                        pair("b/1", "It rains.", "Il pleut.", Origin.MACHINE, "deepl"),
                        pair("b2", "It snows.", "Il neige.", Origin.MEMORY, "s0")),
                SUBJECT);

        assertThat(outputs).hasSize(1).extracting(Output::key).containsExactly("s1/7/fr");
        byte[] written = AvroSerde.of(Topics.MEMORY, IDS)
                .write((RememberedSegment) outputs.getFirst().value());
        assertThat(new MemoryWire(IDS).read(Topics.MEMORY.name(), written))
                .containsExactly(
                        entry("headline", "Rain", "Pluie", Origin.PERSON, null),
                        entry("b/1", "It rains.", "Il pleut.", Origin.MACHINE, "deepl"),
                        entry("b2", "It snows.", "Il neige.", Origin.MEMORY, "s0"))
                .extracting(MemoryEntry::key)
                .containsExactly("s1/fr/headline", "s1/fr/b/1", "s1/fr/b2");
    }

    @Test
    void a_version_without_a_text_to_remember_is_no_record() {
        assertThat(MemoryWire.outputs(remembered(), SUBJECT)).isEmpty();
    }

    private static TranslationEvent.Remembered remembered(PairedSegment... segments) {
        return new TranslationEvent.Remembered(
                NOON, new PairedVersion("h", 7, "en", List.of("awa", "leo"), List.of(segments)));
    }

    private static PairedSegment pair(String id, String source, String target, Origin origin, String detail) {
        return new PairedSegment(
                Passage.plain(id, source), new TranslatedSegment(Passage.plain(id, target), origin, detail));
    }

    private static MemoryEntry entry(String id, String source, String target, Origin origin, String detail) {
        return new MemoryEntry(
                "en",
                "fr",
                Passage.plain(id, source),
                Passage.plain(id, target),
                new EntryOrigin.ClearedStory("s1", id, 7, "h", origin, detail, List.of("awa", "leo"), NOON));
    }
}
