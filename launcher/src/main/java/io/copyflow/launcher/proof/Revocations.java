package io.copyflow.launcher.proof;

import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.schemas.signature.SignedCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the directory revoked as of a time before it said so, and what they signed between. A revocation that is told
 * within a minute of its time is as good as one that is not dated back, and is told only when something was signed.
 */
final class Revocations {

    private final Map<String, Revocation> byKey = new TreeMap<>();

    /** The newest revocation of a key; one that moves it is another. */
    private record Revocation(String person, Instant at, Instant recordedAt, List<DatedBack.Signed> signed) {}

    /** The next record of the directory. A person's entries lie in one partition, so they come in their order. */
    void next(RawRecord record, @Nullable DirectoryEntry entry) {
        if (entry != null && entry.getBody() instanceof Person person) {
            Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
            person.getKeys().forEach(key -> next(person.getId(), key, recordedAt));
        }
    }

    private void next(String person, PersonKey key, Instant recordedAt) {
        Instant at = key.getRevokedAt();
        Revocation before = byKey.get(key.getId());
        if (at == null) {
            byKey.remove(key.getId());
        } else if (before == null || !before.at.equals(at)) {
            byKey.put(key.getId(), new Revocation(person, at, recordedAt, new ArrayList<>()));
        }
    }

    /** Counts what a story's people signed with such keys; the whole directory was read before. */
    void count(Dossier story) {
        for (Dossier.Decision decision : story.decisions) {
            SignedCommand signed = decision.signed();
            Revocation revocation = signed == null ? null : byKey.get(signed.getKeyId());
            if (signed == null || revocation == null) {
                continue;
            }
            Fact<?> fact = decision.fact();
            boolean isBetween = !signed.getIssuedAt().isBefore(revocation.at)
                    && fact.at().isBefore(revocation.recordedAt.plus(DirectoryHistory.DELAY));
            if (isBetween && fact.actor().equals(revocation.person)) {
                revocation.signed.add(new DatedBack.Signed(fact.place(), fact.storyId(), fact.language(), fact.at()));
            }
        }
    }

    /** Those to be told, by the keys' ids. */
    List<DatedBack> datedBack() {
        List<DatedBack> told = new ArrayList<>();
        byKey.forEach((keyId, revocation) -> {
            boolean isDatedBack = revocation.at.plus(DirectoryHistory.DELAY).isBefore(revocation.recordedAt);
            if (isDatedBack || !revocation.signed.isEmpty()) {
                told.add(new DatedBack(
                        keyId, revocation.person, revocation.at, revocation.recordedAt, revocation.signed));
            }
        });
        return told;
    }
}
