package io.copyflow.launcher.proof;

import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.serde.AvroSerde;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Proves from the log alone that what was published was cleared by those who might, and is what they cleared: rules 13
 * to 19 and 22. Source: docs/semantics.md, rule 26.
 *
 * <p>A story's records lie in partitions of one number, so one partition of each topic is read at a time and what was
 * kept of its stories is let go before the next.
 */
public final class Proof {

    private final Findings findings = new Findings();
    private final DirectoryHistory directory = new DirectoryHistory(findings);
    private final Revocations revocations = new Revocations();
    private final @Nullable String only;
    private long stories;
    private long versions;
    private long facts;
    private long unchained;

    private Proof(@Nullable String only) {
        this.only = only;
    }

    /** @param only the one story to prove; null for all */
    public static Verdict of(RawLog log, @Nullable String only) {
        Proof proof = new Proof(only);
        proof.readDirectory(log);
        int partitions = log.partitions(Topics.STORY_EVENTS);
        for (Topic<?> topic : RawLog.OF_STORIES) {
            if (log.partitions(topic) != partitions) {
                throw new StageFailure(
                        "partitions-differ",
                        "Expected as many partitions of each topic of stories, but " + Topics.STORY_EVENTS.name()
                                + " has "
                                + partitions + " and " + topic.name() + " has " + log.partitions(topic)
                                + ". Nothing is proved: read the topics that the stages write, or export them again.");
            }
        }
        int wanted = only == null ? -1 : DeciderTopology.partition(only, partitions);
        for (int partition = 0; partition < partitions; partition++) {
            if (wanted < 0 || partition == wanted) {
                proof.prove(log, partition, partitions);
            }
        }
        return new Verdict(
                proof.stories,
                proof.versions,
                proof.facts,
                proof.unchained,
                proof.findings.all(),
                proof.revocations.datedBack());
    }

    private void readDirectory(RawLog log) {
        AvroSerde<DirectoryEntry> serde = AvroSerde.of(Topics.DIRECTORY, log.schemaIds());
        for (int partition = 0; partition < log.partitions(Topics.DIRECTORY); partition++) {
            log.read(Topics.DIRECTORY, partition, record -> {
                byte[] value = record.value();
                try {
                    DirectoryEntry entry = value == null ? null : serde.read(value);
                    directory.next(record, entry);
                    revocations.next(record, entry);
                } catch (SchemaUnavailableException e) {
                    throw new StageFailure("server-unreachable", String.valueOf(e.getMessage()), e);
                } catch (SerializationException e) {
                    findings.add(
                            Fault.RECORD_UNREADABLE,
                            record.place(),
                            null,
                            null,
                            "Expected an entry of the directory, but: " + e.getMessage());
                }
            });
        }
    }

    private void prove(RawLog log, int partition, int partitions) {
        StoryRecords records = new StoryRecords(partition, partitions, only, log.schemaIds(), findings);
        for (Topic<?> topic : RawLog.OF_STORIES) {
            log.read(topic, partition, records::next);
        }
        RightsThen rights = new RightsThen(directory, findings);
        for (Dossier story : records.dossiers().values()) {
            prove(story, rights);
        }
        facts += records.facts();
        unchained += records.unchained();
    }

    private void prove(Dossier story, RightsThen rights) {
        // a kill may name a story there never was
        if (!story.sources.isEmpty() || !story.printed.isEmpty()) {
            stories++;
        }
        versions += story.printed.size();
        new CauseCheck(findings).check(story);
        new SourceCheck(rights, findings).check(story);
        new TranslationCheck(rights, findings).check(story);
        Map<String, Map<String, ReviewCheck.Clearing>> clearings = new HashMap<>();
        story.reviews.forEach((language, facts) ->
                clearings.put(language, new ReviewCheck(story, language, directory, rights, findings).check(facts)));
        Map<String, ReleaseCheck.Version> released =
                new ReleaseCheck(story, clearings, directory, rights, findings).check();
        new KillCheck(rights, findings).check(story, released);
        new SignatureCheck(directory, findings).check(story);
        revocations.count(story);
        new PublishedCheck(story, released, directory, findings).check();
    }

    /**
     * What came of it.
     *
     * @param versions languages of stories in the published log
     * @param unchained facts from before the chain
     * @param datedBack keys that were revoked as of a time before; no faults
     */
    public record Verdict(
            long stories,
            long versions,
            long facts,
            long unchained,
            List<Finding> findings,
            List<DatedBack> datedBack) {

        public Verdict {
            findings = List.copyOf(findings);
            datedBack = List.copyOf(datedBack);
        }

        public boolean isClean() {
            return findings.isEmpty();
        }

        /** This verdict with only those findings that another reading had as well. */
        public Verdict confirmedBy(Verdict other) {
            Set<Finding.Same> found = other.findings.stream().map(Finding::same).collect(Collectors.toSet());
            return new Verdict(
                    stories,
                    versions,
                    facts,
                    unchained,
                    findings.stream()
                            .filter(finding -> found.contains(finding.same()))
                            .toList(),
                    datedBack);
        }
    }
}
