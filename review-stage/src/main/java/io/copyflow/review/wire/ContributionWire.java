package io.copyflow.review.wire;

import io.copyflow.review.domain.Contribution;
import io.copyflow.schemas.text.ContributionKind;
import java.util.List;

/** Contributions, from and to Avro. */
final class ContributionWire {

    private ContributionWire() {}

    static List<Contribution> read(List<io.copyflow.schemas.text.Contribution> contributions) {
        return contributions.stream()
                .map(contribution -> read(contribution, contribution.getSegmentIds()))
                .toList();
    }

    static List<io.copyflow.schemas.text.Contribution> write(List<Contribution> contributions) {
        return contributions.stream()
                .map(contribution -> write(contribution, contribution.segments()))
                .toList();
    }

    /** As they are kept: a contribution to all segments names none, and mostly there is but one. */
    static List<io.copyflow.schemas.text.Contribution> shortened(
            List<Contribution> contributions, List<String> segments) {
        return contributions.stream()
                .map(contribution -> write(
                        contribution, contribution.segments().equals(segments) ? List.of() : contribution.segments()))
                .toList();
    }

    /** The reverse of {@link #shortened}. */
    static List<Contribution> unshortened(
            List<io.copyflow.schemas.text.Contribution> contributions, List<String> segments) {
        return contributions.stream()
                .map(contribution -> read(
                        contribution, contribution.getSegmentIds().isEmpty() ? segments : contribution.getSegmentIds()))
                .toList();
    }

    /** Each of the authors wrote all of the first revision, as far as anybody knows. */
    static List<Contribution> written(List<String> authors, List<String> segments) {
        return segments.isEmpty()
                ? List.of()
                : authors.stream()
                        .map(author -> new Contribution(author, Contribution.Kind.WROTE, null, segments))
                        .toList();
    }

    private static Contribution read(io.copyflow.schemas.text.Contribution contribution, List<String> segments) {
        return new Contribution(
                contribution.getPerson(),
                switch (contribution.getKind()) {
                    case UNKNOWN -> Contribution.Kind.UNKNOWN;
                    case WROTE -> Contribution.Kind.WROTE;
                    case TRANSLATED -> Contribution.Kind.TRANSLATED;
                    case EDITED -> Contribution.Kind.EDITED;
                    case MACHINE -> Contribution.Kind.MACHINE;
                    case MEMORY -> Contribution.Kind.MEMORY;
                },
                contribution.getDetail(),
                segments);
    }

    private static io.copyflow.schemas.text.Contribution write(Contribution contribution, List<String> segments) {
        return new io.copyflow.schemas.text.Contribution(
                contribution.person(),
                switch (contribution.kind()) {
                    case UNKNOWN -> ContributionKind.UNKNOWN;
                    case WROTE -> ContributionKind.WROTE;
                    case TRANSLATED -> ContributionKind.TRANSLATED;
                    case EDITED -> ContributionKind.EDITED;
                    case MACHINE -> ContributionKind.MACHINE;
                    case MEMORY -> ContributionKind.MEMORY;
                },
                contribution.detail(),
                segments);
    }
}
