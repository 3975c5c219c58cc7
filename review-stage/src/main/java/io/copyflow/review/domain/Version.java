package io.copyflow.review.domain;

import java.util.List;

/**
 * A version as its review was asked for.
 *
 * @param contentHash its hash; empty while there is none
 * @param sourceRevision the source revision it rests on; 0 while there is none
 * @param contributors ids of everybody who wrote any text it contains, in any revision
 * @param signaturesNeeded how many different web editors are to sign it, as asked for when its review began
 * @param warnings what the checks warned of, each check once a segment; at most {@value #MOST_WARNINGS}
 * @param segments ids of its segments in reading order; none when they are not known
 * @param contributions who or what made which segments, as far as it is known
 */
public record Version(
        String contentHash,
        int sourceRevision,
        List<String> contributors,
        int signaturesNeeded,
        List<Warning> warnings,
        List<String> segments,
        List<Contribution> contributions) {

    /** As many as translate-stage gives for a text. */
    static final int MOST_WARNINGS = 200;

    static final Version NONE = new Version("", 0, List.of(), 0, List.of(), List.of(), List.of());

    public Version {
        contributors = List.copyOf(contributors);
        warnings = warnings.stream().distinct().limit(MOST_WARNINGS).toList();
        segments = List.copyOf(segments);
        contributions = List.copyOf(contributions);
    }

    boolean isContributor(String person) {
        return contributors.contains(person);
    }

    /** Whether a comment may be about it; of a version whose segments are not known it may be about any. */
    boolean hasSegment(String id) {
        return segments.isEmpty() || segments.contains(id);
    }

    /** The same text on the same revision. */
    boolean isThe(Version other) {
        return contentHash.equals(other.contentHash) && sourceRevision == other.sourceRevision;
    }

    Version with(List<Contribution> others) {
        return new Version(contentHash, sourceRevision, contributors, signaturesNeeded, warnings, segments, others);
    }
}
