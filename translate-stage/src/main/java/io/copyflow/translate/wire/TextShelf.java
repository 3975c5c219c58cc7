package io.copyflow.translate.wire;

import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.state.DraftedSegment;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.TranslationText;
import io.copyflow.schemas.text.Passage;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.translate.domain.SourceChange;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.TranslationEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts of each translation, under story and language, for whoever works on it next: decisions need but their hashes,
 * and so the state has no more.
 */
public final class TextShelf {

    /** What was saved, submitted and offered. */
    public static final Shelf<TranslationText> TEXTS = new Shelf<>("text-store", TranslationText.class);

    private static final TranslationText NONE = new TranslationText(List.of(), List.of(), List.of(), List.of());

    private TextShelf() {}

    /** What an event does to the texts. */
    static List<Keep<?>> keeps(TranslationEvent event, Subject subject, Translation after, StageData data) {
        return switch (event) {
            case TranslationEvent.DraftSaved saved -> {
                TranslationText kept = kept(subject, data);
                yield keep(
                        subject,
                        new TranslationText(
                                inOrder(kept.getSegments(), TextWire.translated(saved.segments()), after),
                                kept.getOffered(),
                                kept.getWarnings(),
                                drafted(kept, saved, subject, after, data)));
            }
            case TranslationEvent.Submitted submitted ->
                keep(
                        subject,
                        new TranslationText(
                                TextWire.translated(submitted.segments()),
                                List.of(),
                                submitted.warnings().stream()
                                        .map(EventWire::warning)
                                        .toList(),
                                List.of()));
            case TranslationEvent.DraftOffered offered -> {
                TranslationText kept = kept(subject, data);
                yield keep(
                        subject,
                        new TranslationText(
                                kept.getSegments(),
                                inOrder(kept.getOffered(), TextWire.translated(offered.segments()), after),
                                kept.getWarnings(),
                                kept.getDrafted()));
            }
            case TranslationEvent.Reopened reopened -> {
                TranslationText kept = kept(subject, data);
                List<TranslatedSegment> still = stillOffered(kept, reopened);
                yield still.size() == kept.getOffered().size()
                        ? List.of()
                        : keep(
                                subject,
                                new TranslationText(kept.getSegments(), still, kept.getWarnings(), kept.getDrafted()));
            }
            case TranslationEvent.SourceAcknowledged seen -> {
                TranslationText kept = kept(subject, data);
                List<DraftedSegment> unseen = kept.getDrafted().stream()
                        .filter(segment -> !seen.segments().contains(segment.getSegmentId()))
                        .toList();
                yield unseen.size() == kept.getDrafted().size()
                        ? List.of()
                        : keep(
                                subject,
                                new TranslationText(kept.getSegments(), kept.getOffered(), kept.getWarnings(), unseen));
            }
            case TranslationEvent.Cancelled _ -> keep(subject, null);
            case TranslationEvent.Queued _,
                    TranslationEvent.Claimed _,
                    TranslationEvent.ClaimReleased _,
                    TranslationEvent.Overdue _,
                    TranslationEvent.DraftRequested _,
                    TranslationEvent.DraftFailed _,
                    TranslationEvent.Remembered _ -> List.of();
        };
    }

    private static List<Keep<?>> keep(Subject subject, @Nullable TranslationText text) {
        return List.of(new Keep<>(TEXTS, subject.id(), text));
    }

    private static TranslationText kept(Subject subject, StageData data) {
        TranslationText kept = data.onShelf(TEXTS, subject.id());
        return kept == null ? NONE : kept;
    }

    /** Those of the source's segments that have a text, the newer one where both have. */
    private static List<TranslatedSegment> inOrder(
            List<TranslatedSegment> older, List<TranslatedSegment> newer, Translation after) {
        Map<String, TranslatedSegment> byId = new HashMap<>();
        older.forEach(segment -> byId.put(segment.getId(), segment));
        newer.forEach(segment -> byId.put(segment.getId(), segment));
        List<TranslatedSegment> inOrder = new ArrayList<>();
        for (String id : after.source().segmentIds()) {
            TranslatedSegment segment = byId.get(id);
            if (segment != null) {
                inOrder.add(segment);
            }
        }
        return inOrder;
    }

    /** What each saved text rests on: the source may change before it is handed in. */
    private static List<DraftedSegment> drafted(
            TranslationText kept,
            TranslationEvent.DraftSaved saved,
            Subject subject,
            Translation after,
            StageData data) {
        Map<String, DraftedSegment> byId = new HashMap<>();
        kept.getDrafted().forEach(segment -> byId.put(segment.getSegmentId(), segment));
        Map<String, Passage> source = source(saved.sourceRevision(), subject, data);
        for (var segment : saved.segments()) {
            String id = segment.passage().id();
            byId.merge(
                    id, new DraftedSegment(id, saved.sourceRevision(), source.get(id)), TextShelf::whatMoreIsKnownOf);
        }
        return after.source().segmentIds().stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Saved on the same revision again, after that was no longer the newest. */
    private static DraftedSegment whatMoreIsKnownOf(DraftedSegment before, DraftedSegment now) {
        return now.getSource() == null && before.getSourceRevision() == now.getSourceRevision() ? before : now;
    }

    /** By segment; nothing is known of any revision but the newest. */
    private static Map<String, Passage> source(int revision, Subject subject, StageData data) {
        SourceState newest = data.onShelf(TranslationWire.SOURCES, subject.key());
        return newest == null || newest.getRevision() != revision
                ? Map.of()
                : newest.getSegments().stream().collect(Collectors.toMap(Passage::getId, passage -> passage));
    }

    /** A draft of what the source no longer says must not be taken for one of what it says now. */
    private static List<TranslatedSegment> stillOffered(TranslationText kept, TranslationEvent.Reopened reopened) {
        Set<String> changed =
                reopened.changes().stream().map(SourceChange::segmentId).collect(Collectors.toSet());
        return kept.getOffered().stream()
                .filter(segment -> !changed.contains(segment.getId()))
                .toList();
    }
}
