package io.copyflow.translate.recall;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.memory.ImportedUnit;
import io.copyflow.schemas.memory.RememberedPair;
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

    /** A segment in a record of its own, as earlier builds wrote them. */
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
                        at,
                        List.of()));
    }

    /**
     * A version in one record.
     *
     * @param pairs at least one
     */
    static byte[] version(String story, int revision, Instant at, RememberedPair... pairs) {
        RememberedPair first = pairs[0];
        return AvroSerde.of(Topics.MEMORY, IDS)
                .write(new RememberedSegment(
                        story,
                        first.getSource().getId(),
                        "en",
                        "fr",
                        revision,
                        "h" + revision,
                        first.getSource(),
                        first.getTarget(),
                        first.getOrigin(),
                        first.getOriginDetail(),
                        List.of("awa"),
                        at,
                        List.of(pairs).subList(1, pairs.length)));
    }

    static RememberedPair pair(String segment, String source, String target) {
        return new RememberedPair(
                new Passage(segment, source, List.of(), null),
                new Passage(segment, target, List.of(), null),
                Origin.PERSON,
                null);
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
