package io.copyflow.launcher.proof;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.CommandForm;
import io.copyflow.contract.Deed;
import io.copyflow.contract.EventId;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.serde.AvroSerde;
import io.copyflow.signature.CommandForms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one partition of each topic of stories into dossiers, and checks on the way what a record alone tells: whether it
 * can be read, lies where it belongs, has the id it should and follows in its chain. Each record is decoded once.
 */
final class StoryRecords {

    private final int partition;
    private final int partitions;
    private final @Nullable String only;
    private final Findings findings;
    private final Map<String, AvroSerde<?>> serdes = new HashMap<>();
    private final Map<String, ChainCheck> chains = new HashMap<>();
    private final Map<String, Dossier> dossiers = new TreeMap<>();
    private long facts;

    /**
     * @param partitions how many partitions each of the topics has
     * @param only the one story that is wanted; null for all
     */
    StoryRecords(int partition, int partitions, @Nullable String only, SchemaIds ids, Findings findings) {
        this.partition = partition;
        this.partitions = partitions;
        this.only = only;
        this.findings = findings;
        for (Topic<?> topic : RawLog.OF_STORIES) {
            serdes.put(topic.name(), AvroSerde.of(topic, ids));
            if (topic.cleanup() == Topic.Cleanup.KEEP) {
                chains.put(topic.name(), new ChainCheck(topic.owner(), findings));
            }
        }
    }

    Map<String, Dossier> dossiers() {
        return dossiers;
    }

    /** How many facts there are, and how many of them are from before the chain. */
    long facts() {
        return facts;
    }

    long unchained() {
        return chains.values().stream().mapToLong(ChainCheck::unchained).sum();
    }

    void next(RawRecord record) {
        ChainCheck chain = chains.get(record.topic().name());
        if (only != null && !record.storyOfKey().equals(only)) {
            if (chain != null) {
                chain.passed(record);
            }
            return;
        }
        byte[] value = record.value();
        if (value == null) {
            unreadable(record, "it has no value");
            return;
        }
        AvroSerde<?> serde = serdes.get(record.topic().name());
        if (serde == null) {
            throw new IllegalArgumentException(record.topic().name() + " has no part in the proof");
        }
        SpecificRecord read;
        try {
            read = serde.read(value);
        } catch (SchemaUnavailableException e) {
            throw new StageFailure("server-unreachable", String.valueOf(e.getMessage()), e);
        } catch (SerializationException e) {
            unreadable(record, String.valueOf(e.getMessage()));
            return;
        }
        switch (read) {
            case StoryEventEnvelope e -> {
                Fact<Dossier.SourceNote> fact = fact(
                        record,
                        e.getEventId(),
                        e.getStoryId(),
                        null,
                        e.getActor(),
                        e.getOccurredAt(),
                        e.getCommandId(),
                        DossierNotes.source(e));
                if (stands(record, value, fact, fact.storyId(), false)) {
                    of(fact).sources.add(fact);
                }
            }
            case TranslationEventEnvelope e -> {
                Fact<Dossier.TranslationNote> fact = fact(
                        record,
                        e.getEventId(),
                        e.getStoryId(),
                        e.getLanguage(),
                        e.getActor(),
                        e.getOccurredAt(),
                        e.getCommandId(),
                        DossierNotes.translation(e));
                if (stands(record, value, fact, fact.storyId() + "/" + e.getLanguage(), false)) {
                    of(fact).translations
                            .computeIfAbsent(e.getLanguage(), any -> new ArrayList<>())
                            .add(fact);
                }
            }
            case ReviewEventEnvelope e -> {
                Fact<SpecificRecord> fact = fact(
                        record,
                        e.getEventId(),
                        e.getStoryId(),
                        e.getLanguage(),
                        e.getActor(),
                        e.getOccurredAt(),
                        e.getCommandId(),
                        (SpecificRecord) e.getBody());
                if (stands(record, value, fact, fact.storyId() + "/" + e.getLanguage(), true)) {
                    of(fact).reviews
                            .computeIfAbsent(e.getLanguage(), any -> new ArrayList<>())
                            .add(fact);
                    decision(fact, CommandForms.deed(e), CommandForms.of(e), e.getSigned());
                }
            }
            case PublicationEventEnvelope e -> {
                Fact<SpecificRecord> fact = fact(
                        record,
                        e.getEventId(),
                        e.getStoryId(),
                        e.getLanguage(),
                        e.getActor(),
                        e.getOccurredAt(),
                        e.getCommandId(),
                        (SpecificRecord) e.getBody());
                // facts that publish-stage keeps to itself have numbers too
                if (stands(record, value, fact, fact.storyId(), false)) {
                    of(fact).publications.add(fact);
                    decision(
                            fact,
                            // what a kill takes down, the kill was signed for
                            KillCheck.isByKill(fact) ? null : CommandForms.deed(e),
                            CommandForms.of(e),
                            e.getSigned());
                }
            }
            case StoryKilled e -> {
                Fact<StoryKilled> fact = fact(
                        record,
                        e.getEventId(),
                        e.getStoryId(),
                        null,
                        e.getKilledBy(),
                        e.getKilledAt(),
                        e.getCommandId(),
                        e);
                if (stands(record, value, fact, fact.storyId(), false)) {
                    of(fact).kills.add(fact);
                    decision(fact, new Deed.KillStory(e.getReason()), CommandForms.of(e), e.getSigned());
                }
            }
            case PublishedVersion e -> published(record, e);
            default -> throw new IllegalStateException("No topic of a proof has " + read.getClass());
        }
    }

    private void decision(
            Fact<?> fact, @Nullable Deed deed, @Nullable CommandForm form, @Nullable SignedCommand signed) {
        if (deed != null) {
            of(fact).decisions.add(new Dossier.Decision(fact, deed, form, signed));
        }
    }

    private <B> Fact<B> fact(
            RawRecord record,
            String id,
            String storyId,
            @Nullable String language,
            String actor,
            Instant at,
            String cause,
            B body) {
        return new Fact<>(record.place(), id, number(id), storyId, language, actor, at, cause, body);
    }

    private static long number(String id) {
        try {
            return EventId.number(id);
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    /** Whether a fact is to be looked at further; one that was there before is not. */
    private boolean stands(RawRecord record, byte[] value, Fact<?> fact, String aggregateId, boolean isDense) {
        facts++;
        Topic<?> topic = record.topic();
        isInPlace(record, fact.storyId(), fact.storyId(), fact.language());
        boolean isOfStage = fact.id().equals(EventId.of(topic.owner(), aggregateId, fact.number()));
        boolean isAsTold = fact.id().equals(CloudEvents.text(record.headers(), CloudEvents.ID))
                && fact.cause().equals(CloudEvents.text(record.headers(), CloudEvents.CAUSATION_ID));
        if (!isOfStage || !isAsTold) {
            findings.add(
                    Fault.ID_WRONG,
                    fact,
                    isOfStage
                            ? "Expected the headers to name " + fact.id() + " and its cause, but they name others."
                            : "Expected the id of an event of " + topic.owner() + " about " + aggregateId
                                    + ", but it is " + fact.id() + ".");
        }
        ChainCheck chain = chains.get(topic.name());
        if (chain != null) {
            chain.next(record, value, fact, aggregateId, isDense);
        }
        Dossier dossier = of(fact);
        if (fact.actor().equals(topic.owner()) || fact.cause().startsWith(Topics.KILL_SWITCH + ":")) {
            dossier.reactions.add(fact);
        }
        return dossier.ids.add(fact.id());
    }

    private Dossier of(Fact<?> fact) {
        return dossiers.computeIfAbsent(fact.storyId(), Dossier::new);
    }

    private void published(RawRecord record, PublishedVersion version) {
        String storyId = version.getStoryId();
        isInPlace(record, storyId, storyId + "/" + version.getLanguage(), version.getLanguage());
        dossiers.computeIfAbsent(storyId, Dossier::new)
                .printed
                .computeIfAbsent(version.getLanguage(), any -> new ArrayList<>())
                .add(DossierNotes.printed(record.place(), version));
    }

    private void isInPlace(RawRecord record, String storyId, String key, @Nullable String language) {
        if (!record.keyText().equals(key)) {
            findings.add(
                    Fault.KEY_DIFFERS,
                    record.place(),
                    storyId,
                    language,
                    "Expected the key " + key + ", but it is '" + record.keyText() + "'.");
        }
        int expected = DeciderTopology.partition(key, partitions);
        if (partition != expected) {
            findings.add(
                    Fault.PARTITION_WRONG,
                    record.place(),
                    storyId,
                    language,
                    "Expected it in partition " + expected + ", as its key says, but it is in " + partition + ".");
        }
    }

    private void unreadable(RawRecord record, String why) {
        findings.add(
                Fault.RECORD_UNREADABLE,
                record.place(),
                record.storyOfKey(),
                null,
                "Expected a value of " + record.topic().name() + ", but: " + why);
    }
}
