package io.copyflow.translate.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who or what made which segments of a translation. Source: docs/semantics.md, rules 12 and 17.
 *
 * @param person id of the person; null for a machine and the memory
 * @param detail the engine of the machine or the story of the memory; null for a person
 * @param segments in reading order
 */
public record Contribution(
        @Nullable String person, Kind kind, @Nullable String detail, List<String> segments) {

    /** What was done. */
    public enum Kind {
        /** The first text of a segment. */
        TRANSLATED,
        /** Another text of a segment that had been handed in before. */
        EDITED,
        MACHINE,
        MEMORY
    }

    public Contribution {
        segments = List.copyOf(segments);
    }

    /**
     * The contributions to a text.
     *
     * @param text with the origins it has
     * @param hands who worked on each segment that a person made
     */
    static List<Contribution> to(List<TranslatedSegment> text, Map<String, List<Hand>> hands) {
        Map<Contribution, List<String>> segments = new LinkedHashMap<>();
        for (TranslatedSegment segment : text) {
            String id = segment.passage().id();
            switch (segment.origin()) {
                case PERSON ->
                    hands.getOrDefault(id, List.of())
                            .forEach(hand -> add(
                                    segments, id, hand.person(), hand.edited() ? Kind.EDITED : Kind.TRANSLATED, null));
                case MACHINE -> add(segments, id, null, Kind.MACHINE, segment.originDetail());
                case MEMORY -> add(segments, id, null, Kind.MEMORY, segment.originDetail());
            }
        }
        List<Contribution> contributions = new ArrayList<>();
        segments.forEach(
                (whose, ids) -> contributions.add(new Contribution(whose.person(), whose.kind(), whose.detail(), ids)));
        return contributions;
    }

    private static void add(
            Map<Contribution, List<String>> segments,
            String id,
            @Nullable String person,
            Kind kind,
            @Nullable String detail) {
        segments.computeIfAbsent(new Contribution(person, kind, detail, List.of()), whose -> new ArrayList<>())
                .add(id);
    }

    /** Who worked on each segment: the reverse of {@link #to}. */
    static Map<String, List<Hand>> hands(List<Contribution> contributions) {
        Map<String, List<Hand>> hands = new LinkedHashMap<>();
        for (Contribution contribution : contributions) {
            String person = contribution.person();
            if (person != null) {
                Hand hand = new Hand(person, contribution.kind() == Kind.EDITED);
                contribution
                        .segments()
                        .forEach(id -> hands.computeIfAbsent(id, key -> new ArrayList<>())
                                .add(hand));
            }
        }
        return hands;
    }
}
