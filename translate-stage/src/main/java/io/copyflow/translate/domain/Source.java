package io.copyflow.translate.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a story's source, whichever fact comes first: the approval travels on another topic than the story.
 *
 * @param language BCP 47 tag; null until the story is known
 * @param newest the newest revision
 * @param urgency 1 (flash) to 8 (least urgent); 0 until the story is known
 * @param targets languages it is to be translated into, the source's not among them
 * @param approved languages in which a version was approved; once the source's language is known, that one at most
 * @param spiked whether the story was dropped
 */
public record Source(
        @Nullable String language,
        SourceRevision newest,
        int urgency,
        List<String> targets,
        Set<String> approved,
        boolean spiked) {

    /** A story nothing was heard of yet. */
    public static final Source UNKNOWN = new Source(null, SourceRevision.NONE, 0, List.of(), Set.of(), false);

    public Source {
        targets = List.copyOf(targets);
        approved = Set.copyOf(approved);
    }

    /** The story was accepted. A newer revision that is known already stays. */
    public Source accepted(String language, SourceRevision first, int urgency, List<String> targets) {
        return new Source(
                language,
                newer(first),
                urgency,
                targets.stream()
                        .filter(target -> !target.equals(language))
                        .distinct()
                        .toList(),
                approved.contains(language) ? Set.of(language) : Set.of(),
                spiked);
    }

    /** The source was revised. */
    public Source revised(SourceRevision revision) {
        return new Source(language, newer(revision), urgency, targets, approved, spiked);
    }

    /** A version of the story was approved, the source's or, as far as one can tell yet, perhaps the source's. */
    public Source approved(String approvedLanguage) {
        if (language != null && !language.equals(approvedLanguage)) {
            return this;
        }
        Set<String> more = new TreeSet<>(approved);
        more.add(approvedLanguage);
        return new Source(language, newest, urgency, targets, more, spiked);
    }

    /** The story was dropped. */
    public Source dropped() {
        return new Source(language, newest, urgency, targets, approved, true);
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
        return language != null && !spiked && (!onApproval || isApproved());
    }

    private SourceRevision newer(SourceRevision other) {
        return other.number() > newest.number() ? other : newest;
    }
}
