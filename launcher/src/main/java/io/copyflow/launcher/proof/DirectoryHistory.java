package io.copyflow.launcher.proof;

import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.contract.Vouching;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.ReleaseWhen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who might do what, and when.
 *
 * <p>Something held at a time when it held then or at any moment of the minute before: stages follow the directory with
 * a small delay.
 */
final class DirectoryHistory {

    static final Duration DELAY = Duration.ofMinutes(1);

    private final Findings findings;
    private final Map<String, List<Dated>> entries = new HashMap<>();
    private final Map<Integer, Instant> newestOf = new HashMap<>();

    /** @param entry null from when on there is none */
    private record Dated(Instant from, @Nullable DirectoryEntry entry) {}

    DirectoryHistory(Findings findings) {
        this.findings = findings;
    }

    /** The next record of a partition of the directory. */
    void next(RawRecord record, @Nullable DirectoryEntry entry) {
        String key = record.keyText();
        Instant from = Instant.ofEpochMilli(record.timestamp());
        Instant newest = newestOf.getOrDefault(record.partition(), from);
        boolean isBackdated = from.plus(DELAY).isBefore(newest);
        Instant appliedAt = entry == null ? from : entry.getAppliedAt();
        boolean isMisdated = Duration.between(appliedAt, from).abs().compareTo(DELAY) > 0;
        if (isBackdated || isMisdated) {
            findings.add(
                    Fault.DIRECTORY_ORDER,
                    record.place(),
                    null,
                    null,
                    "Expected the entry " + key + " to be dated when it was written, "
                            + (isBackdated ? "after " + newest : "at " + from) + ", but it is of "
                            + (isMisdated ? appliedAt : from) + ".");
        }
        newestOf.put(record.partition(), from.isAfter(newest) ? from : newest);
        // texts of a glossary and the like prove nothing
        if (key.startsWith("person/") || key.startsWith("edition/") || key.equals(Directory.NEWSROOM)) {
            entries.computeIfAbsent(key, any -> new ArrayList<>()).add(new Dated(from, entry));
        }
    }

    /** Null when the person had the right, whatever their languages; else why not. */
    @Nullable
    String missing(String person, Instant at, String deed, Role... oneOf) {
        return missing(at, directory -> Rights.refusal(directory.actor(person), deed, oneOf), "person/" + person);
    }

    /** Null when the person had the right for the language; else why not. */
    @Nullable
    String missingFor(String language, String person, Instant at, String deed, Role... oneOf) {
        return missing(
                at, directory -> Rights.refusal(directory.actor(person), deed, language, oneOf), "person/" + person);
    }

    /** What vouched for the person: something good where the minute has it, else what was wrong last. */
    Vouching vouching(String person, Instant at, Function<Directory, Vouching> asked) {
        Vouching worth = new Vouching.NotAsked();
        for (Instant moment : moments(at, List.of("person/" + person, Directory.NEWSROOM))) {
            worth = asked.apply(at(moment));
            if (worth instanceof Vouching.Valid || worth instanceof Vouching.NotAsked) {
                return worth;
            }
        }
        return worth;
    }

    /** Whether that many signatures were wanted of a version in the language. */
    boolean mayHaveWanted(int signatures, String language, Instant at) {
        return moments(at, List.of("edition/" + language, Directory.NEWSROOM)).stream()
                .anyMatch(moment -> at(moment).signOffs(language) == signatures);
    }

    /** Whether the glass might be broken for a version in the language. */
    boolean mayHaveAllowedBreakGlass(String language, Instant at) {
        return moments(at, List.of("edition/" + language)).stream()
                .anyMatch(moment -> at(moment).allowsBreakGlass(language));
    }

    /** Whether a translation into the language did not wait for its source. */
    boolean mayHaveGoneBeforeSource(String language, Instant at) {
        // publish-stage asks when it reads of the revision, a little later
        return moments(at.plus(DELAY), List.of("edition/" + language)).stream().anyMatch(moment -> {
            Edition edition = at(moment).edition(language);
            return edition != null && edition.getRelease() == ReleaseWhen.WHEN_CLEARED;
        });
    }

    /** Whether there was such a person. */
    boolean mayHaveKnown(String person, Instant at) {
        return moments(at, List.of("person/" + person)).stream()
                .anyMatch(moment -> at(moment).person(person) != null);
    }

    /** Whether the person was called that. */
    boolean mayHaveBeenCalled(String name, String person, Instant at) {
        return moments(at, List.of("person/" + person)).stream()
                .anyMatch(moment -> at(moment).nameOf(person).equals(name));
    }

    private @Nullable String missing(Instant at, Function<Directory, @Nullable Refusal> asked, String key) {
        String sentence = null;
        for (Instant moment : moments(at, List.of(key))) {
            Refusal refusal = asked.apply(at(moment));
            if (refusal == null) {
                return null;
            }
            sentence = refusal.code();
        }
        return sentence;
    }

    /** The times in the minute before at which any of the entries was another, and that minute's begin. */
    private TreeSet<Instant> moments(Instant at, List<String> keys) {
        Instant begin = at.minus(DELAY);
        TreeSet<Instant> moments = new TreeSet<>(List.of(begin));
        for (String key : keys) {
            for (Dated dated : entries.getOrDefault(key, List.of())) {
                if (dated.from.isAfter(begin) && !dated.from.isAfter(at)) {
                    moments.add(dated.from);
                }
            }
        }
        return moments;
    }

    private Directory at(Instant moment) {
        return new Directory(key -> entry(key, moment), prefix -> List.of());
    }

    private @Nullable DirectoryEntry entry(String key, Instant moment) {
        DirectoryEntry newest = null;
        for (Dated dated : entries.getOrDefault(key, List.of())) {
            if (dated.from.isAfter(moment)) {
                break;
            }
            newest = dated.entry;
        }
        return newest;
    }
}
