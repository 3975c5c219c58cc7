package io.copyflow.desk.model;

import io.copyflow.schemas.review.VersionWarning;
import io.copyflow.schemas.text.Contribution;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The review of one version, as it stands now.
 *
 * @param contentHash of the version
 * @param contributors ids of everybody who wrote any of it
 * @param needed how many web editors are to sign
 * @param vouched who approved it, or broke the glass for it; null while nobody did
 * @param signed who signed or countersigned, in order
 * @param waived the warnings that were waived
 * @param threads the open threads, in the order they were begun
 */
public record ReviewFile(
        String contentHash,
        int sourceRevision,
        List<String> contributors,
        List<Contribution> contributions,
        List<VersionWarning> warnings,
        int needed,
        @Nullable Vouched vouched,
        List<Vouched> signed,
        List<Waived> waived,
        List<Thread> threads) {

    /**
     * Somebody who stands for it.
     *
     * @param reason of a broken glass; null of an approval and a signature
     */
    public record Vouched(
            String person, Instant at, @Nullable String reason) {}

    public record Waived(String check, String segmentId, String person, String reason) {}

    /** @param segmentId the segment it is about; null for the whole version */
    public record Thread(String id, @Nullable String segmentId, List<Said> comments) {

        public Thread {
            comments = List.copyOf(comments);
        }

        public boolean isAbout(@Nullable String segment) {
            return java.util.Objects.equals(segmentId, segment);
        }
    }

    public record Said(String person, Instant at, String text) {}

    public ReviewFile {
        contributors = List.copyOf(contributors);
        contributions = List.copyOf(contributions);
        warnings = List.copyOf(warnings);
        signed = List.copyOf(signed);
        waived = List.copyOf(waived);
        threads = List.copyOf(threads);
    }

    /** What was said of a text may repeat it. */
    ReviewFile withoutWords() {
        return new ReviewFile(
                contentHash,
                sourceRevision,
                contributors,
                contributions,
                List.of(),
                needed,
                vouched,
                signed,
                List.of(),
                List.of());
    }

    public boolean isContributor(String person) {
        return contributors.contains(person);
    }

    public boolean isSignedBy(String person) {
        return signed.stream().anyMatch(by -> by.person.equals(person));
    }

    /** Who waived that warning; null when nobody did. */
    public @Nullable Waived waiver(String check, String segmentId) {
        return waived.stream()
                .filter(each -> each.check.equals(check) && each.segmentId.equals(segmentId))
                .findFirst()
                .orElse(null);
    }
}
