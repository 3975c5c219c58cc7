package io.copyflow.translate.recall;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.memory.ImportedUnit;
import io.copyflow.schemas.memory.RememberedSegment;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Passage;
import io.copyflow.serde.AvroSerde;
import java.time.Instant;
import java.util.List;

/** Records of the memory's topics, English to French. */
final class Memories {

    static final SchemaCatalogue IDS = new SchemaCatalogue();
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private Memories() {}

    static byte[] cleared(String story, String segment, String source, String target, Instant at) {
        return AvroSerde.of(Topics.MEMORY, IDS)
                .write(new RememberedSegment(
                        story,
                        segment,
                        "en",
                        "fr",
                        1,
                        "h",
                        new Passage(segment, source, List.of(), null),
                        new Passage(segment, target, List.of(), null),
                        Origin.PERSON,
                        null,
                        List.of("awa"),
                        at));
    }

    static byte[] imported(String file, String unit, String source, String target) {
        return AvroSerde.of(Topics.MEMORY_IMPORTS, IDS)
                .write(new ImportedUnit(
                        file,
                        unit,
                        "en",
                        "fr",
                        new Passage("", source, List.of(), null),
                        new Passage("", target, List.of(), null),
                        null,
                        null,
                        "chief",
                        NOON));
    }
}
