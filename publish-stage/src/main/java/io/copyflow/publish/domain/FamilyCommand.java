package io.copyflow.publish.domain;

import io.copyflow.contract.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a family: to take note of another stage's fact, in whatever order facts come; what people ask; and
 * to look at the clock. A fact that completes the conditions releases, at its time {@code at}. A {@code number} is the one
 * its stage gave the fact among those of that story and language: a fact that is not newer than what was noted is passed
 * over, so that an old one put back from dead letters undoes nothing.
 */
public sealed interface FamilyCommand {

    /**
     * The story was accepted or revised.
     *
     * @param revised null for the first revision
     * @param embargo the one that came with the text; null when none did
     */
    record NoteSource(
            String language,
            Text text,
            @Nullable Revised revised,
            @Nullable Said embargo,
            Plan plan,
            Instant at) implements FamilyCommand {

        /** A first revision with nothing besides its text. */
        public NoteSource(String language, Text text, Instant at) {
            this(language, text, null, null, Plan.PLAIN, at);
        }
    }

    /**
     * The story's wire item says of an embargo, without a new text.
     *
     * @param revision the newest then
     */
    record NoteEmbargo(Said said, int revision, Instant at) implements FamilyCommand {}

    /**
     * How a revision is meant.
     *
     * @param note what was changed; null where nobody said
     * @param reach of a correction, by language, whom it has to reach; empty for other revisions
     */
    record Revised(Change change, @Nullable String note, Map<String, Reach> reach) {

        public Revised {
            reach = Map.copyOf(reach);
        }
    }

    /**
     * Whom a correction has to reach in one language, should it be live there.
     *
     * @param within in what time
     * @param channels those that show an older text, by their receipts
     */
    record Reach(Duration within, List<String> channels) {

        public Reach {
            channels = List.copyOf(channels);
        }
    }

    /**
     * What the newsroom wants of a story's release.
     *
     * @param policy null when each language goes by itself
     * @param targets the languages it is to be translated into
     * @param beforeSource those whose editions do not wait for the source
     */
    record Plan(@Nullable Policy policy, Set<String> targets, Set<String> beforeSource) {

        /** Each language by itself, after the source. */
        public static final Plan PLAIN = new Plan(null, Set.of(), Set.of());

        public Plan {
            targets = Set.copyOf(targets);
            beforeSource = Set.copyOf(beforeSource);
        }
    }

    /** A translation was submitted. */
    record NoteTranslation(String language, long number, Text text, Instant at) implements FamilyCommand {}

    /** A translation was cancelled. */
    record NoteCancellation(String language, long number, Instant at) implements FamilyCommand {}

    /** A version was cleared. */
    record NoteClearing(String language, long number, Clearing clearing, Instant at) implements FamilyCommand {}

    /** Approval and signatures of what was cleared before are void. */
    record NoteVoid(String language, long number) implements FamilyCommand {}

    /** The story was dropped. */
    record NoteSpike() implements FamilyCommand {}

    /** The story was killed. */
    record NoteKill(String reason) implements FamilyCommand {}

    /**
     * A channel told what it shows of a language for which a correction came.
     *
     * @param sequence the release it tells of
     * @param shows whether it shows that release; else it shows nothing of the language
     */
    record NoteReceipt(String language, String channel, long sequence, boolean shows) implements FamilyCommand {}

    /** A time was reached. */
    record Wake(Instant at) implements FamilyCommand {}

    /** What a person asks. */
    sealed interface Order extends FamilyCommand {
        Actor actor();
    }

    /** To take a live language down. */
    record TakeDown(Actor actor, String language, String reason) implements Order {}

    /** To let out again what was taken down of a language. */
    record Restore(Actor actor, String language, String reason, Instant at) implements Order {}

    /** To embargo the story, or to move its embargo. */
    record SetEmbargo(Actor actor, Embargo embargo, Instant at) implements Order {}

    /** To end the embargo before its time. */
    record LiftEmbargo(Actor actor, String reason, Instant at) implements Order {}

    /**
     * To have the next release not before a time.
     *
     * @param language null for the whole story
     * @param wanted whether the story comes in that language
     */
    record Schedule(Actor actor, @Nullable String language, boolean wanted, Instant notBefore, Instant at)
            implements Order {}

    /**
     * To take a schedule back.
     *
     * @param language null for the whole story's
     */
    record CancelSchedule(Actor actor, @Nullable String language, Instant at) implements Order {}

    /**
     * To have the languages of this story go out in another way.
     *
     * @param policy null for each by itself
     * @param targets the languages it is to be translated into
     */
    record SetPolicy(Actor actor, @Nullable Policy policy, Set<String> targets, Instant at) implements Order {

        public SetPolicy {
            targets = Set.copyOf(targets);
        }
    }

    /** To take down whatever is live, until further notice. */
    record Withhold(Actor actor, String reason) implements Order {}

    /** To end that. */
    record Unwithhold(Actor actor, String reason, Instant at) implements Order {}

    /**
     * To close an obligation that nobody will meet.
     *
     * @param obligation its id without the story, {@link Obligation#place}
     */
    record Waive(Actor actor, String language, String obligation, String reason) implements Order {}
}
