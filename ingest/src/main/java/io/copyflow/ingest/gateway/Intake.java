package io.copyflow.ingest.gateway;

import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** From a body to the answers of its items. */
public final class Intake {

    private final SubmissionFormats formats;
    private final StoryDesk desk;

    public Intake(SubmissionFormats formats, StoryDesk desk) {
        this.formats = formats;
        this.desk = desk;
    }

    /**
     * Hands in all items of a body. Versions of one item are handed in one after the other, as they stand. Nothing is
     * fetched for somebody who may not hand in.
     *
     * @param person who the caller says hands it in, if they do
     * @param language of what states none, if the caller says
     * @param key the caller's own id of the request, if they gave one
     * @return for each item, in order, what becomes of it
     * @throws UnreadableInputException for the body as a whole
     */
    List<HandedIn> handIn(Incoming incoming, @Nullable String person, @Nullable String language, @Nullable String key) {
        Map<String, CompletableFuture<?>> before = new HashMap<>();
        List<HandedIn> items = new ArrayList<>();
        HandingRight right = HandingRight.of(desk, person);
        for (ReadItem item : whole(formats.read(incoming, right), right)) {
            items.add(handIn(item, person, language, key, before));
        }
        return items;
    }

    private List<ReadItem> whole(List<ReadItem> items, HandingRight right) {
        try {
            return formats.whole(items, right);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure(
                    "ending", "Expected the pictures of what was handed in, but this process ends. Send it again.");
        }
    }

    private HandedIn handIn(
            ReadItem item,
            @Nullable String person,
            @Nullable String language,
            @Nullable String key,
            Map<String, CompletableFuture<?>> before) {
        return switch (item) {
            case ReadItem.Unreadable(String id, String code, String sentence) -> refused(id, code, sentence);
            case ReadItem.Draft(SubmissionDraft draft) -> {
                try {
                    Submission submission = Submission.of(draft, person, language, key, desk.wireDefaults());
                    CompletableFuture<?> earlier = before.get(submission.storyId());
                    CompletableFuture<StoryDesk.Answer> answer = earlier == null
                            ? desk.submit(submission)
                            : earlier.handle((answered, failure) -> submission).thenCompose(desk::submit);
                    before.put(submission.storyId(), answer);
                    yield new HandedIn(draft.clientId(), submission, answer);
                } catch (UnreadableInputException e) {
                    yield refused(draft.clientId(), e.code(), e.sentence());
                }
            }
        };
    }

    private static HandedIn refused(String id, String code, String sentence) {
        return new HandedIn(id, null, CompletableFuture.completedFuture(new StoryDesk.Answer.Refused(code, sentence)));
    }

    /**
     * An item that was handed in.
     *
     * @param item which one, as far as it says
     * @param submission null where it could not be read
     */
    record HandedIn(String item, @Nullable Submission submission, CompletableFuture<StoryDesk.Answer> answer) {

        /** What the submitter is to know besides the answer. */
        List<String> notes(StoryDesk.Answer answered) {
            return submission == null ? List.of() : AnswerNotes.of(submission, answered);
        }
    }
}
