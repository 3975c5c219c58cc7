package io.copyflow.translate.wire;

import io.copyflow.contract.Passage;
import io.copyflow.schemas.state.DraftedSegment;
import io.copyflow.schemas.state.SourceState;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.schemas.state.TranslationText;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.TranslationWarning;
import io.copyflow.translate.domain.OpenSegment;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.Warning;
import io.copyflow.translate.domain.WholeTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task whole, from what the stage keeps of it on three shelves. */
public final class TaskWire {

    private TaskWire() {}

    /**
     * @param source null when nothing is kept of the story
     * @param text null when nothing was saved, submitted or offered
     */
    public static WholeTask read(
            String storyId,
            String language,
            TranslationState kept,
            @Nullable SourceState source,
            @Nullable TranslationText text) {
        Translation state = StateWire.read(kept);
        Map<String, OpenSegment> open = new HashMap<>();
        state.open().forEach(segment -> open.put(segment.id(), segment));
        Map<String, TranslatedSegment> texts = byId(text == null ? List.of() : text.getSegments());
        Map<String, TranslatedSegment> offered = byId(text == null ? List.of() : text.getOffered());
        Map<String, DraftedSegment> drafted = new HashMap<>();
        (text == null ? List.<DraftedSegment>of() : text.getDrafted())
                .forEach(segment -> drafted.put(segment.getSegmentId(), segment));
        List<Passage> passages = source == null ? List.of() : StateWire.text(source);
        List<WholeTask.Segment> segments = new ArrayList<>();
        for (int n = 0; n < passages.size(); n++) {
            Passage passage = passages.get(n);
            segments.add(new WholeTask.Segment(
                    source == null || n >= source.getKinds().size()
                            ? null
                            : TextWire.kind(source.getKinds().get(n)),
                    passage,
                    open.get(passage.id()),
                    TextWire.translated(texts.get(passage.id())),
                    outdated(drafted.get(passage.id()), passage, state),
                    TextWire.translated(offered.get(passage.id())),
                    List.of()));
        }
        return new WholeTask(
                storyId, language, state, segments, text == null ? List.of() : warnings(text.getWarnings()));
    }

    /** Where nobody knows what a text was saved for, the source may have changed since. */
    private static WholeTask.@Nullable Outdated outdated(
            @Nullable DraftedSegment drafted, Passage source, Translation state) {
        if (drafted == null) {
            return null;
        }
        Passage then = drafted.getSource() == null ? null : TextWire.passage(drafted.getSource());
        boolean isOfNow =
                then == null ? drafted.getSourceRevision() == state.source().number() : then.equals(source);
        return isOfNow ? null : new WholeTask.Outdated(drafted.getSourceRevision(), then);
    }

    /** Warnings of a severity newer than this program are told as the lesser one. */
    public static List<Warning> warnings(List<TranslationWarning> warnings) {
        return warnings.stream()
                .map(warning -> new Warning(
                        warning.getCheck(),
                        switch (warning.getSeverity()) {
                            case MAJOR -> Warning.Severity.MAJOR;
                            case MINOR, UNKNOWN -> Warning.Severity.MINOR;
                        },
                        warning.getSegmentId(),
                        warning.getSentence(),
                        warning.getExpected(),
                        warning.getFound()))
                .toList();
    }

    private static Map<String, TranslatedSegment> byId(List<TranslatedSegment> segments) {
        Map<String, TranslatedSegment> byId = new HashMap<>();
        segments.forEach(segment -> byId.put(segment.getId(), segment));
        return byId;
    }
}
