package io.copyflow.launcher.chaos;

import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of commands, facts and published records, all in one form that they can be compared in. */
final class Passages {

    /**
     * A piece of a text.
     *
     * @param id its segment's; where there is none yet, its place
     * @param kind null where it is its source's
     * @param media hash of the picture or video it stands for; null for none, and where it is its source's
     */
    record Passage(
            String id,
            @Nullable SegmentKind kind,
            String text,
            List<Mark> marks,
            @Nullable String media) {}

    private Passages() {}

    static List<Passage> ofBlocks(List<Block> blocks) {
        List<Passage> passages = new ArrayList<>();
        for (Block block : blocks) {
            passages.add(new Passage(
                    place(passages.size()),
                    block.getKind(),
                    block.getText(),
                    block.getMarks(),
                    hash(block.getMedia())));
        }
        return passages;
    }

    /** Segments as the blocks they were made from. */
    static List<Passage> ofUnnamed(List<Segment> segments) {
        List<Passage> passages = new ArrayList<>();
        for (Passage passage : ofSegments(segments)) {
            passages.add(new Passage(
                    place(passages.size()), passage.kind(), passage.text(), passage.marks(), passage.media()));
        }
        return passages;
    }

    private static String place(int before) {
        return "block " + (before + 1);
    }

    static List<Passage> ofSegments(List<Segment> segments) {
        return segments.stream()
                .map(segment -> new Passage(
                        segment.getId(),
                        segment.getKind(),
                        segment.getText(),
                        segment.getMarks(),
                        hash(segment.getMedia())))
                .toList();
    }

    static List<Passage> ofTranslation(List<TranslatedSegment> segments) {
        return segments.stream()
                .map(segment -> new Passage(segment.getId(), null, segment.getText(), segment.getMarks(), null))
                .toList();
    }

    /** The order in which a translation is handed in says nothing. */
    static List<Passage> byId(List<Passage> passages) {
        return passages.stream().sorted(Comparator.comparing(Passage::id)).toList();
    }

    /** A translation as it is to be published: in the order of its source, with its kinds and pictures. */
    static List<Passage> inOrderOf(List<Passage> source, List<Passage> translation) {
        Map<String, Passage> translated = new HashMap<>();
        translation.forEach(passage -> translated.put(passage.id(), passage));
        List<Passage> passages = new ArrayList<>();
        for (Passage each : source) {
            Passage passage = translated.get(each.id());
            if (passage != null) {
                passages.add(new Passage(each.id(), each.kind(), passage.text(), passage.marks(), each.media()));
            }
        }
        return passages;
    }

    /** In the order that the record tells; what it does not tell the order of comes last. */
    static List<Passage> ofPublished(PublishedVersion version) {
        List<Passage> there = new ArrayList<>();
        put(there, "headline", SegmentKind.HEADLINE, version.getHeadline(), version.getHeadlineMarks());
        put(there, "standfirst", SegmentKind.STANDFIRST, version.getStandfirst(), version.getStandfirstMarks());
        put(there, "byline", SegmentKind.BYLINE, version.getByline(), version.getBylineMarks());
        put(there, "dateline", SegmentKind.DATELINE, version.getDateline(), version.getDatelineMarks());
        there.addAll(ofSegments(version.getBody()));
        List<String> order = version.getSegmentIds();
        there.sort(Comparator.comparingInt(
                passage -> order.contains(passage.id()) ? order.indexOf(passage.id()) : order.size()));
        return there;
    }

    private static void put(List<Passage> there, String id, SegmentKind kind, @Nullable String text, List<Mark> marks) {
        if (text != null && !text.isEmpty()) {
            there.add(new Passage(id, kind, text, marks, null));
        }
    }

    /** Whether a record shows nothing of a text. */
    static boolean isBlank(PublishedVersion version) {
        return ofPublished(version).isEmpty()
                && version.getSegmentIds().isEmpty()
                && version.getContentHash().isEmpty();
    }

    private static @Nullable String hash(@Nullable MediaReference media) {
        return media == null ? null : media.getHash();
    }

    /** What is another, missing or too much, by id; and whether the same comes in another order. */
    static List<String> others(List<Passage> wanted, List<Passage> there) {
        Map<String, Passage> found = new HashMap<>();
        there.forEach(passage -> found.put(passage.id(), passage));
        List<String> others = new ArrayList<>();
        for (Passage passage : wanted) {
            Passage same = found.remove(passage.id());
            if (!passage.equals(same)) {
                others.add(passage.id() + (same == null ? " (missing)" : ""));
            }
        }
        found.keySet().stream().sorted().forEach(id -> others.add(id + " (too much)"));
        if (others.isEmpty() && !wanted.equals(there)) {
            others.add("order");
        }
        return others;
    }
}
