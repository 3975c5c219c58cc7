package io.copyflow.translate.wire;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.Output;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.translation.FailDraft;
import io.copyflow.schemas.translation.OfferDraft;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.serde.AvroSerde;
import io.copyflow.translate.domain.DraftOrder;
import io.copyflow.translate.domain.TranslatedSegment;
import io.copyflow.translate.domain.TranslationEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Orders for drafts and the answers to them, from and to Avro. */
public final class DraftWire {

    private final AvroSerde<io.copyflow.schemas.translation.DraftOrder> orders;
    private final AvroSerde<TranslationCommandEnvelope> commands;

    public DraftWire(SchemaIds ids) {
        this.orders = AvroSerde.of(Topics.DRAFT_REQUESTS, ids);
        this.commands = AvroSerde.of(Topics.TRANSLATION_COMMANDS, ids);
    }

    /** Throws what {@link AvroSerde#read} does. */
    public DraftOrder read(byte[] value) {
        io.copyflow.schemas.translation.DraftOrder order = orders.read(value);
        return new DraftOrder(
                order.getRequestId(),
                order.getStoryId(),
                order.getLanguage(),
                order.getEngine(),
                order.getSourceRevision(),
                order.getSourceLanguage(),
                order.getSegments().stream().map(TextWire::passage).toList(),
                order.getDeadline());
    }

    /** The command that offers a draft of some of the segments. */
    public byte[] offer(
            DraftOrder order,
            String commandId,
            String machine,
            String engine,
            List<TranslatedSegment> segments,
            Instant at) {
        return command(
                order,
                commandId,
                machine,
                new OfferDraft(order.requestId(), order.sourceRevision(), engine, TextWire.translated(segments)),
                at);
    }

    /** The command that says there will be no draft. */
    public byte[] fail(
            DraftOrder order,
            String commandId,
            String machine,
            String engine,
            String code,
            String sentence,
            Instant at) {
        return command(order, commandId, machine, new FailDraft(order.requestId(), engine, code, sentence), at);
    }

    private byte[] command(DraftOrder order, String commandId, String machine, SpecificRecord body, Instant at) {
        return commands.write(
                new TranslationCommandEnvelope(commandId, order.storyId(), order.language(), machine, at, body));
    }

    static Output order(TranslationEvent.DraftRequested requested, Subject subject) {
        io.copyflow.schemas.translation.DraftOrder order = new io.copyflow.schemas.translation.DraftOrder(
                requested.request().id(),
                subject.key(),
                Objects.requireNonNull(subject.part()),
                requested.request().engine(),
                requested.request().sourceRevision(),
                requested.sourceLanguage(),
                requested.source().stream().map(TextWire::passage).toList(),
                requested.request().until());
        return new Output(
                Topics.DRAFT_REQUESTS, subject.key(), order, order.getSchema().getName());
    }
}
