package io.copyflow.review.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who or what made which segments of a version. Source: docs/semantics.md, rule 17.
 *
 * @param person id of the person; null for a machine and the memory
 * @param kind what it was
 * @param detail the engine of the machine or the story of the memory; null for a person
 * @param segments in reading order
 */
public record Contribution(
        @Nullable String person, Kind kind, @Nullable String detail, List<String> segments) {

    /** What somebody or something did. */
    public enum Kind {
        UNKNOWN,
        /** A source's text. */
        WROTE,
        /** The first text of a segment in another language. */
        TRANSLATED,
        /** Another text of a segment that had been handed in before. */
        EDITED,
        MACHINE,
        MEMORY
    }

    public Contribution {
        segments = List.copyOf(segments);
    }

    /**
     * What the authors of a revised source made. A changed segment stays theirs who wrote it before: some of their
     * words may be in it still.
     *
     * @param before what they made up to the revision before; of what is not known all authors made all
     * @param author who changed it
     * @param changed the segments changed or added
     * @param now the new revision
     */
    static List<Contribution> revised(
            List<Contribution> before, String author, Collection<String> changed, Version now) {
        List<Contribution> all = new ArrayList<>();
        if (before.isEmpty()) {
            now.contributors().stream()
                    .filter(person -> !person.equals(author))
                    .forEach(person -> all.add(new Contribution(person, Kind.WROTE, null, now.segments())));
        } else {
            before.stream()
                    .filter(contribution -> !author.equals(contribution.person()))
                    .forEach(all::add);
        }
        List<String> own = new ArrayList<>(changed);
        before.stream()
                .filter(contribution -> author.equals(contribution.person()))
                .forEach(contribution -> own.addAll(contribution.segments()));
        all.add(new Contribution(author, Kind.WROTE, null, own));
        return all.stream()
                .map(contribution -> contribution.of(now.segments()))
                .filter(contribution -> !contribution.segments.isEmpty())
                .toList();
    }

    /** What is left of it in these segments. */
    private Contribution of(List<String> ids) {
        return new Contribution(
                person, kind, detail, ids.stream().filter(segments::contains).toList());
    }
}
