package io.copyflow.desk.model;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who stands for each text that was published, as the facts name each other: the release its clearing, the clearing its
 * approval and signatures. Whether all of it was right is for a proof from the log. Source: docs/semantics.md, rules 13 to 18.
 *
 * @param texts each release, the newest first
 */
public record ProofFile(List<Text> texts) {

    /**
     * A text that was published.
     *
     * @param hash that was signed
     * @param matches whether the text that lies in the log has that hash; null when its text is not shown or not known
     * @param authors ids of who wrote the source up to that revision
     * @param translators ids of who translated it; none of a source
     * @param clearing who vouched for it; null when the clearing that the release names is not there
     */
    public record Text(
            String language,
            long sequence,
            int revision,
            String hash,
            @Nullable Boolean matches,
            Instant releasedAt,
            boolean live,
            List<String> authors,
            List<String> translators,
            @Nullable Clearing clearing) {

        public Text {
            authors = List.copyOf(authors);
            translators = List.copyOf(translators);
        }
    }

    /**
     * Who vouched for a text.
     *
     * @param brokenGlass why one person vouched alone; null when nobody did
     */
    public record Clearing(
            String approver,
            Instant approvedAt,
            List<ReviewFile.Vouched> signed,
            List<ReviewFile.Waived> waived,
            @Nullable String brokenGlass,
            Instant at) {

        public Clearing {
            signed = List.copyOf(signed);
            waived = List.copyOf(waived);
        }
    }

    public ProofFile {
        texts = List.copyOf(texts);
    }

    public static ProofFile of(StoryFile story) {
        Map<String, Clearing> clearings = new HashMap<>();
        for (Fact fact : story.facts()) {
            if (fact.body() instanceof VersionCleared cleared) {
                clearings.put(fact.eventId(), clearing(fact, cleared));
            }
        }
        List<Text> texts = new ArrayList<>();
        for (Fact fact : story.facts().reversed()) {
            VersionFile version = fact.language() == null ? null : story.version(fact.language());
            if (version != null && fact.body() instanceof VersionReleased released) {
                texts.add(text(version, fact, released, clearings.get(released.getClearedBy())));
            }
        }
        return new ProofFile(texts);
    }

    private static Text text(VersionFile version, Fact fact, VersionReleased released, @Nullable Clearing clearing) {
        VersionText text = version.text(released.getContentHash());
        VersionFile.Release live = version.live();
        return new Text(
                version.language(),
                released.getReleaseSequence(),
                released.getSourceRevision(),
                released.getContentHash(),
                matches(version, text),
                fact.at(),
                live != null && live.sequence() == released.getReleaseSequence(),
                text == null ? List.of() : text.made().authors(),
                text == null ? List.of() : text.made().translators(),
                clearing);
    }

    /** Whether a text of the log has the hash that it says it has. */
    private static @Nullable Boolean matches(VersionFile version, @Nullable VersionText text) {
        PublishedMetadata metadata = text == null ? null : text.made().metadata();
        if (text == null || metadata == null || text.lines().isEmpty()) {
            return null;
        }
        return ContentHash.of(
                        metadata,
                        version.language(),
                        text.sourceRevision(),
                        text.lines().stream().map(Line::passage).toList())
                .equals(text.contentHash());
    }

    private static Clearing clearing(Fact fact, VersionCleared cleared) {
        List<ReviewFile.Vouched> signed = new ArrayList<>();
        for (Signature signature : cleared.getSignatures()) {
            signed.add(new ReviewFile.Vouched(signature.getPerson(), signature.getSignedAt(), null));
        }
        List<ReviewFile.Waived> waived = new ArrayList<>();
        for (Waiver waiver : cleared.getWaivers()) {
            waived.add(new ReviewFile.Waived(
                    waiver.getCheckId(), waiver.getSegmentId(), waiver.getPerson(), waiver.getReason()));
        }
        return new Clearing(
                cleared.getApprover(),
                cleared.getApprovedAt(),
                signed,
                waived,
                cleared.getBreakGlass() == null ? null : cleared.getBreakGlass().getReason(),
                fact.at());
    }
}
