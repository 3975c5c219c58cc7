package io.copyflow.translate.desk;

import io.copyflow.translate.TaskQueue;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.Warning;
import io.copyflow.translate.domain.WholeTask;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where translators take tasks and hand them back.
 *
 * <p>What reads or claims throws {@link io.copyflow.runtime.StageFailure} with {@code stage-not-ready}, what reads with
 * {@code kept-elsewhere} too.
 * What acts completes exceptionally with {@link io.copyflow.runtime.NoAnswerException} or
 * {@link java.util.concurrent.TimeoutException} when no answer came in time; it may still take effect. Languages are tags
 * in their canonical spelling.
 */
public interface TranslationDesk {

    /**
     * What waits, the first to be taken first.
     *
     * @param language null for all editions'
     */
    List<TaskQueue.Waiting> waiting(@Nullable String language, int limit);

    /** What a person holds. */
    List<Holding> heldBy(String person);

    /** A task with its texts; null when nobody asked for it. */
    @Nullable
    WholeTask task(String storyId, String language);

    /**
     * Claims the first task of a language that nobody else is faster to claim.
     *
     * @return refused as {@code nothing-waits} when there is none
     */
    CompletableFuture<Answer> claimNext(String language, Asker asker);

    /** Does something with a task. Safe to repeat under the same key. */
    CompletableFuture<Answer> act(String storyId, String language, Deed deed, Asker asker);

    /**
     * Who asks.
     *
     * @param key their own id of the request; null without one: then it is another request each time
     */
    record Asker(String person, @Nullable String key) {}

    /** What became of it. */
    sealed interface Answer {

        /**
         * It is done, or was already.
         *
         * @param eventId of the event that says so; null when all was as asked before
         * @param repeated whether nothing happened now
         * @param status where the task stands; null when it is kept elsewhere
         * @param holder null when nobody holds it, or it is kept elsewhere
         * @param leaseUntil when the claim runs out; null likewise
         * @param submission of what was handed in; null for everything else, and once it came back
         */
        record Done(
                String storyId,
                String language,
                @Nullable String eventId,
                boolean repeated,
                Translation.@Nullable Status status,
                @Nullable String holder,
                @Nullable Instant leaseUntil,
                @Nullable Submission submission)
                implements Answer {}

        /** It was refused, and nothing happened. */
        record Refused(String code, String sentence) implements Answer {}
    }

    /**
     * What was handed in.
     *
     * @param sourceRevision the revision it rests on
     * @param warnings what an editor should look at
     */
    record Submission(int sourceRevision, String contentHash, List<Warning> warnings) {
        public Submission {
            warnings = List.copyOf(warnings);
        }
    }
}
