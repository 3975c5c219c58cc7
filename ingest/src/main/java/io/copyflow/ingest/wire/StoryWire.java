package io.copyflow.ingest.wire;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Actor;
import io.copyflow.contract.SegmentKind;
import io.copyflow.directory.Directory;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Embargo;
import io.copyflow.ingest.domain.RevisionClass;
import io.copyflow.ingest.domain.SegmentDigest;
import io.copyflow.ingest.domain.SourceItem;
import io.copyflow.ingest.domain.Story;
import io.copyflow.ingest.domain.StoryCommand;
import io.copyflow.ingest.domain.StoryEvent;
import io.copyflow.ingest.domain.Surroundings;
import io.copyflow.runtime.Ask;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Inbound;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Reading;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.StageWire;
import io.copyflow.runtime.Subject;
import io.copyflow.runtime.Writing;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.state.SegmentDigestOfKind;
import io.copyflow.schemas.state.StoryState;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.SpikeStory;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.story.SubmitStory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Story commands and events between Avro and the domain. */
public final class StoryWire implements StageWire<Story, StoryCommand, StoryEvent> {

    /** More languages than this in one submission are not looked up, and so have no edition. */
    private static final int MOST_LANGUAGES = 500;

    @Override
    public Reading<StoryCommand> read(Inbound inbound, StageData data) {
        if (inbound.value() instanceof StoryKilled killed) {
            return Reading.of(Ask.reaction(
                    Subject.of(killed.getStoryId()), killed.getEventId(), Topics.INGEST, new StoryCommand.NoteKill()));
        }
        if (!(inbound.value() instanceof StoryCommandEnvelope envelope)) {
            return Reading.nothing();
        }
        SpecificRecord body = (SpecificRecord) envelope.getBody();
        return Reading.of(new Ask<>(
                Subject.of(envelope.getStoryId()),
                envelope.getCommandId(),
                envelope.getActor(),
                // without the time it was sent, so that a client that sends it again repeats it
                body,
                command(envelope, inbound.now(), data.directory())));
    }

    @Override
    public Writing write(StoryEvent event, EventContext context, Story after, StageData data) {
        SpecificRecord body = body(event);
        if (body == null) {
            return Writing.nothing();
        }
        StoryEventEnvelope envelope = new StoryEventEnvelope(
                context.eventId(), context.subject().key(), context.actor(), context.at(), context.commandId(), body);
        return Writing.of(new Output(
                Topics.STORY_EVENTS,
                context.subject().key(),
                envelope,
                body.getSchema().getName()));
    }

    @Override
    public SpecificRecord writeState(Story story) {
        return new StoryState(
                story.clientId(),
                story.language(),
                story.revision(),
                story.segments().stream()
                        .map(segment -> new SegmentDigestOfKind(
                                segment.id(),
                                TextWire.writeKind(segment.kind()),
                                ByteBuffer.wrap(HexFormat.of().parseHex(segment.hash()))))
                        .toList(),
                story.nextBlock(),
                story.contentHash(),
                story.authors(),
                story.desk(),
                story.bureau(),
                story.urgency(),
                story.targets(),
                story.spiked(),
                story.killed(),
                ItemWire.write(story.embargo()),
                ItemWire.write(story.sourceItem()));
    }

    @Override
    public Story readState(SpecificRecord state) {
        StoryState story = (StoryState) state;
        return new Story(
                story.getClientId(),
                story.getLanguage(),
                story.getRevision(),
                story.getSegments().stream().map(StoryWire::digest).toList(),
                story.getNextBlock(),
                story.getContentHash(),
                story.getAuthors(),
                story.getDesk(),
                story.getBureau(),
                story.getUrgency(),
                story.getTargets(),
                story.getSpiked(),
                story.getKilled(),
                ItemWire.read(story.getEmbargo()),
                ItemWire.read(story.getSourceItem()));
    }

    @Override
    public StoryCommand due(Instant now) {
        throw new UnsupportedOperationException("A story waits for nothing, so it is never due");
    }

    /** The command record a submission becomes; the reverse of reading it. */
    public static SubmitStory submitStory(
            String clientId,
            String language,
            List<Block> blocks,
            @Nullable String desk,
            @Nullable String bureau,
            int urgency,
            @Nullable List<String> targets,
            @Nullable SourceItem sourceItem,
            @Nullable Embargo embargo,
            RevisionClass revisionClass,
            @Nullable String note) {
        return new SubmitStory(
                clientId,
                language,
                TextWire.writeBlocks(blocks),
                desk,
                bureau,
                urgency,
                targets,
                ItemWire.write(sourceItem),
                ItemWire.write(embargo),
                // null for the usual, so that what was sent before the field was there is repeated by the same
                revisionClass == RevisionClass.UPDATE ? null : write(revisionClass),
                note);
    }

    /** The command in the domain's words, with what the directory says of it. */
    public StoryCommand command(StoryCommandEnvelope envelope, Instant now, Directory directory) {
        Actor actor = directory.actor(envelope.getActor());
        try {
            return switch (envelope.getBody()) {
                case SubmitStory submit ->
                    new StoryCommand.Submit(
                            actor,
                            now,
                            envelope.getStoryId(),
                            submit.getClientId(),
                            submit.getLanguage(),
                            TextWire.readBlocks(submit.getBlocks()),
                            submit.getDesk(),
                            submit.getBureau(),
                            submit.getUrgency(),
                            submit.getTargets(),
                            ItemWire.read(submit.getSourceItem()),
                            ItemWire.read(submit.getEmbargo()),
                            submit.getRevisionClass() == null
                                    ? RevisionClass.UPDATE
                                    : revisionClass(submit.getRevisionClass()),
                            submit.getNote(),
                            surroundings(submit, directory));
                case ReviseStory revise ->
                    new StoryCommand.Revise(
                            actor,
                            now,
                            envelope.getStoryId(),
                            revise.getBasedOn(),
                            TextWire.readBlocks(revise.getBlocks()),
                            revisionClass(revise.getRevisionClass()),
                            revise.getNote(),
                            ItemWire.read(revise.getEmbargo()));
                case SpikeStory spike -> new StoryCommand.Spike(actor, now, spike.getReason());
                default ->
                    throw new IllegalArgumentException("Expected a story command, but got "
                            + envelope.getBody().getClass().getName());
            };
        } catch (UnknownValueException e) {
            return new StoryCommand.Illegible(actor, now, e.field(), e.known());
        }
    }

    private static Surroundings surroundings(SubmitStory submit, Directory directory) {
        List<String> editions = directory.editions().stream()
                .map(edition -> edition.getLanguage())
                .toList();
        Map<String, String> editionOf = new HashMap<>();
        Stream<String> stated = submit.getTargets() == null
                ? Stream.of(submit.getLanguage())
                : Stream.concat(Stream.of(submit.getLanguage()), submit.getTargets().stream());
        stated.distinct().limit(MOST_LANGUAGES).forEach(tag -> {
            String edition = EditionMatch.of(tag, editions);
            if (edition != null) {
                editionOf.put(tag, edition);
            }
        });
        return new Surroundings(
                editions,
                editionOf,
                submit.getDesk() == null || directory.has("desk", submit.getDesk()),
                submit.getBureau() == null || directory.has("bureau", submit.getBureau()));
    }

    /** Null for what becomes no record. */
    private static @Nullable SpecificRecord body(StoryEvent event) {
        return switch (event) {
            case StoryEvent.Accepted accepted ->
                new StoryAccepted(
                        1,
                        accepted.clientId(),
                        accepted.language(),
                        TextWire.writeSegments(accepted.segments()),
                        accepted.contentHash(),
                        accepted.authors(),
                        accepted.desk(),
                        accepted.bureau(),
                        accepted.urgency(),
                        accepted.targets(),
                        ItemWire.write(accepted.sourceItem()),
                        ItemWire.write(accepted.embargo()));
            case StoryEvent.Revised revised ->
                new StoryRevised(
                        revised.revision(),
                        write(revised.revisionClass()),
                        revised.note(),
                        revised.language(),
                        TextWire.writeSegments(revised.segments()),
                        revised.changed(),
                        revised.removed(),
                        revised.contentHash(),
                        revised.authors(),
                        revised.desk(),
                        revised.bureau(),
                        revised.urgency(),
                        revised.targets(),
                        ItemWire.write(revised.embargo()),
                        ItemWire.write(revised.sourceItem()));
            case StoryEvent.ItemFollowed followed ->
                new SourceItemFollowed(
                        Objects.requireNonNull(ItemWire.write(followed.sourceItem())),
                        followed.revision(),
                        ItemWire.write(followed.embargo()));
            case StoryEvent.Spiked spiked -> new StorySpiked(spiked.reason(), spiked.language(), spiked.targets());
            case StoryEvent.KillNoted() -> null;
        };
    }

    private static SegmentDigest digest(SegmentDigestOfKind segment) {
        SegmentKind kind = TextWire.readKind(segment.getKind());
        if (kind == null) {
            throw new IllegalStateException("Expected a known kind of segment " + segment.getId()
                    + " in the store, but it is newer than this ingest. Upgrade it.");
        }
        byte[] hash = new byte[segment.getHash().remaining()];
        segment.getHash().duplicate().get(hash);
        return new SegmentDigest(segment.getId(), kind, HexFormat.of().formatHex(hash));
    }

    private static RevisionClass revisionClass(io.copyflow.schemas.story.RevisionClass revisionClass) {
        return switch (revisionClass) {
            case UNKNOWN -> throw new UnknownValueException("revisionClass", RevisionClass.values());
            case MINOR -> RevisionClass.MINOR;
            case UPDATE -> RevisionClass.UPDATE;
            case CORRECTION -> RevisionClass.CORRECTION;
            case CLARIFICATION -> RevisionClass.CLARIFICATION;
        };
    }

    private static io.copyflow.schemas.story.RevisionClass write(RevisionClass revisionClass) {
        return switch (revisionClass) {
            case MINOR -> io.copyflow.schemas.story.RevisionClass.MINOR;
            case UPDATE -> io.copyflow.schemas.story.RevisionClass.UPDATE;
            case CORRECTION -> io.copyflow.schemas.story.RevisionClass.CORRECTION;
            case CLARIFICATION -> io.copyflow.schemas.story.RevisionClass.CLARIFICATION;
        };
    }
}
