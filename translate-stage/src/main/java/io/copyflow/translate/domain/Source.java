package io.copyflow.translate.domain;

import io.copyflow.contract.PublishedMetadata;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a story's source, whichever fact comes first: the approval travels on another topic than the story,
 * and an older fact may be put back from dead letters after a newer one.
 *
 * @param language BCP 47 tag; null until the story is known
 * @param newest the newest revision, with its text: the next is compared with it
 * @param urgency 1 (flash) to 8 (least urgent); 0 until the story is known
 * @param desk the desk that is responsible; null for none
 * @param bureau the bureau the story comes from; null for none
 * @param targets languages it is to be translated into, the source's not among them
 * @param approved languages in which a version was approved; once the source's language is known, that one at most
 * @param spiked whether the story was dropped
 * @param killed whether it was killed
 */
public record Source(
        @Nullable String language,
        SourceText newest,
        int urgency,
        @Nullable String desk,
        @Nullable String bureau,
        List<String> targets,
        Set<String> approved,
        boolean spiked,
        boolean killed) {

    /** A story nothing was heard of yet. */
    public static final Source UNKNOWN =
            new Source(null, SourceText.NONE, 0, null, null, List.of(), Set.of(), false, false);

    /** A story that was dropped: whatever else is heard of it, nothing is wanted. */
    private static final Source DROPPED =
            new Source(null, SourceText.NONE, 0, null, null, List.of(), Set.of(), true, false);

    /** A story that was killed: the same, and whoever asks for it is told so. */
    private static final Source KILLED =
            new Source(null, SourceText.NONE, 0, null, null, List.of(), Set.of(), false, true);

    public Source {
        targets = List.copyOf(targets);
        approved = Set.copyOf(approved);
    }

    /** The story was accepted or revised, which says all of it. What is known of a newer revision already stays. */
    public Source stands(PublishedMetadata metadata, SourceText revision, List<String> targets) {
        if (hasEnded() || revision.number() <= newest.number()) {
            return this;
        }
        String language = metadata.sourceLanguage();
        return new Source(
                language,
                revision,
                metadata.urgency(),
                metadata.desk(),
                metadata.bureau(),
                targets.stream()
                        .filter(target -> !target.equals(language))
                        .distinct()
                        .toList(),
                approved.contains(language) ? Set.of(language) : Set.of(),
                false,
                false);
    }

    /** What is published of the newest revision besides its text; without a language until the story is known. */
    public PublishedMetadata metadata(String storyId) {
        return new PublishedMetadata(storyId, language == null ? "" : language, urgency, desk, bureau);
    }

    /**
     * How the source came to this revision; null when it did not move, or it is not known where from.
     *
     * @param meant how the newer revision is meant
     * @param by id of the person who revised
     */
    public @Nullable SourceMove moveFrom(Source before, RevisionClass meant, String by) {
        return language == null || before.newest.number() == 0 || before.newest.number() >= newest.number()
                ? null
                : SourceMove.between(language, before.newest, newest, meant, by);
    }

    /** A version of the story was approved, the source's or, as far as one can tell yet, perhaps the source's. */
    public Source approved(String approvedLanguage) {
        if (hasEnded() || (language != null && !language.equals(approvedLanguage))) {
            return this;
        }
        Set<String> more = new TreeSet<>(approved);
        more.add(approvedLanguage);
        return new Source(language, newest, urgency, desk, bureau, targets, more, false, false);
    }

    /** The story was dropped. */
    public Source dropped() {
        return killed ? this : DROPPED;
    }

    /** The story was killed: whatever else is heard of it, then or later, it stays so. Source: docs/semantics.md, rule 22. */
    public Source withKill() {
        return KILLED;
    }

    private boolean hasEnded() {
        return spiked || killed;
    }

    /** Whether any revision of the source was approved: translators may start on the newest one then. */
    public boolean isApproved() {
        return language != null && approved.contains(language);
    }

    /**
     * Whether translators are to be asked now. Source: docs/semantics.md, rule 6.
     *
     * @param onApproval whether the target's edition waits for approval of the source
     */
    public boolean isWanted(boolean onApproval) {
        return language != null && !hasEnded() && (!onApproval || isApproved());
    }
}
