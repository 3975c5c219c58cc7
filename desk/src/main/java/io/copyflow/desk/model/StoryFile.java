package io.copyflow.desk.model;

import io.copyflow.schemas.story.RevisionClass;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A story as it stands now: what its facts add up to.
 *
 * @param language BCP 47 tag of the source
 * @param revisions the source's, oldest first; at least one
 * @param authors ids of who wrote the source
 * @param desk the desk that is responsible; null for none
 * @param bureau the bureau it comes from; null for none
 * @param urgency 1 (flash) to 8
 * @param versions the source's first, then the wanted languages in the order they were named
 * @param facts all of them, by time
 */
public record StoryFile(
        String storyId,
        String language,
        List<Revision> revisions,
        List<String> authors,
        @Nullable String desk,
        @Nullable String bureau,
        int urgency,
        boolean spiked,
        boolean killed,
        List<VersionFile> versions,
        List<Fact> facts) {

    /**
     * A revision of the source.
     *
     * @param revisionClass null of the first
     * @param note what was changed and why; null when nothing was said
     */
    public record Revision(
            int number,
            @Nullable RevisionClass revisionClass,
            @Nullable String note,
            VersionText text) {

        Revision withoutWords() {
            return new Revision(number, revisionClass, null, text.withoutWords());
        }
    }

    public StoryFile {
        revisions = List.copyOf(revisions);
        authors = List.copyOf(authors);
        versions = List.copyOf(versions);
        facts = List.copyOf(facts);
    }

    /**
     * Adds a story's facts up. Each topic's are taken in their order; between topics they may come in any, as only the
     * hashes they name bring them together.
     *
     * @return null while the story is not accepted
     */
    public static @Nullable StoryFile of(String storyId, Collection<Fact> facts) {
        StoryBuilder builder = new StoryBuilder(storyId);
        facts.stream().sorted(Fact.BY_PLACE).forEach(builder::add);
        return builder.build(facts.stream().sorted(Fact.BY_TIME).toList());
    }

    /** The story as it was at a moment; null when it was not accepted yet. What a kill hid stays hidden. */
    public @Nullable StoryFile at(Instant moment) {
        StoryFile then = of(
                storyId,
                facts.stream().filter(fact -> !fact.at().isAfter(moment)).toList());
        return then == null || !killed ? then : then.withoutWords();
    }

    private StoryFile withoutWords() {
        return new StoryFile(
                storyId,
                language,
                revisions.stream().map(Revision::withoutWords).toList(),
                authors,
                desk,
                bureau,
                urgency,
                spiked,
                killed,
                versions.stream().map(VersionFile::withoutWords).toList(),
                facts);
    }

    public Revision newest() {
        return revisions.getLast();
    }

    public String headline() {
        return newest().text().headline();
    }

    public Instant acceptedAt() {
        return revisions.getFirst().text().at();
    }

    /** When something happened to it last. */
    public Instant changedAt() {
        return facts.getLast().at();
    }

    public VersionFile source() {
        return versions.getFirst();
    }

    /** That language's version; null when it has none. */
    public @Nullable VersionFile version(String wanted) {
        return versions.stream()
                .filter(version -> version.language().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    public Phase phase() {
        if (spiked || killed || source().standing() == Standing.TAKEN_DOWN) {
            return Phase.STOPPED;
        }
        return switch (source().standing()) {
            case APPROVED, GLASS_BROKEN, CLEARED, HELD -> Phase.SIGNING;
            case LIVE ->
                versions.stream().allMatch(version -> version.standing().isOver()) ? Phase.OUT : Phase.FOLLOWING;
            case WAITING, QUEUED, CLAIMED, IN_REVIEW, CHANGES_REQUESTED, REJECTED, VOID -> Phase.EDITING;
            case TAKEN_DOWN, CANCELLED, KILLED -> Phase.STOPPED;
        };
    }

    /** The nearest deadline of a translation that is not handed in; null when there is none. */
    public @Nullable Instant due() {
        return versions.stream()
                .map(VersionFile::due)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    public int count(Predicate<VersionFile> so) {
        return (int) versions.stream().filter(so).count();
    }
}
