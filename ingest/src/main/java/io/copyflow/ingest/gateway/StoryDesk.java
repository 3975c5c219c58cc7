package io.copyflow.ingest.gateway;

import io.copyflow.contract.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where gateways hand submissions in, and learn what became of them. */
public interface StoryDesk {

    /**
     * Hands a submission in. Safe to repeat: the same submission is answered as the first time.
     *
     * @return the answer, or exceptionally with {@link io.copyflow.runtime.NoAnswerException} or
     *     {@link java.util.concurrent.TimeoutException} when none came in time; it may still take effect
     */
    CompletableFuture<Answer> submit(Submission submission);

    /** What keeps somebody from handing in, as far as the directory says; null when nothing does. */
    @Nullable
    Refusal refusal(String person);

    /** What the newsroom assumes of wire items. */
    WireDefaults wireDefaults();

    /** What became of a submission. */
    sealed interface Answer {

        /**
         * It is a story now, or was already.
         *
         * @param revision the newest; 0 for a repeat that is not known to be the first
         * @param language as stored; empty, with no targets and hash, where the text stayed as it was and for a repeat that the directory no longer allows
         * @param eventId of the event that says so; null when a story with this text was there before
         * @param repeated whether this submission was answered before
         */
        record Taken(
                String storyId,
                int revision,
                String language,
                List<String> targets,
                String contentHash,
                @Nullable String eventId,
                boolean repeated)
                implements Answer {

            public Taken {
                targets = List.copyOf(targets);
            }
        }

        /**
         * Nothing was to be done: this version of the item, or a higher one, is here already. No fault.
         *
         * @param code for programs
         * @param sentence why, for a person
         */
        record PassedOver(String storyId, String code, String sentence) implements Answer {}

        /**
         * The provider canceled the item, and the story was killed.
         *
         * @param repeated whether it was killed before
         */
        record Killed(String storyId, boolean repeated) implements Answer {}

        /** It was refused, and nothing happened. */
        record Refused(String code, String sentence) implements Answer {}
    }
}
