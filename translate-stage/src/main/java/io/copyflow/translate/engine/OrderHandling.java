package io.copyflow.translate.engine;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for one order, from reading it to what Kafka is to be told. */
final class OrderHandling<R> {

    private static final Logger LOG = LoggerFactory.getLogger(OrderHandling.class);

    private final DraftWorkers.Settings settings;
    private final DraftOrders<R> orders;
    private final TranslationEngine engine;
    private final Clock clock;

    OrderHandling(DraftWorkers.Settings settings, DraftOrders<R> orders, TranslationEngine engine, Clock clock) {
        this.settings = settings;
        this.orders = orders;
        this.engine = engine;
        this.clock = clock;
    }

    /** Takes as long as it takes. An interrupt ends it soon, with a release. */
    AcknowledgeType handle(ConsumerRecord<byte[], byte[]> record) {
        int attempt = record.deliveryCount().map(Short::intValue).orElse(1);
        R order;
        try {
            if (record.value() == null) {
                throw new SerializationException("no value");
            }
            order = orders.read(record.value());
        } catch (SerializationException e) {
            return handOver(record, () -> orders.discard(record, e), AcknowledgeType.REJECT);
        } catch (RuntimeException e) {
            LOG.warn("event=draft_order_not_read {} reason=\"{}\"", place(record), e.getMessage());
            return attempt < settings.tries()
                    ? releaseAfter(pauseBefore(attempt))
                    : handOver(record, () -> orders.discard(record, e), AcknowledgeType.REJECT);
        }
        Draft.Fault refusal = orders.refusal(order);
        return switch (refusal == null ? ask(record, order) : refusal) {
            case Draft.Translated draft -> handOver(record, () -> orders.deliver(order, draft), AcknowledgeType.ACCEPT);
            case Draft.UnsupportedPair pair ->
                decline(
                        record,
                        order,
                        new Draft.PermanentFault(
                                "engine-pair-unsupported",
                                engine.name() + " does not translate from " + pair.sourceLanguage() + " into "
                                        + pair.language() + ". Have this draft made by a person."));
            case Draft.PermanentFault fault -> decline(record, order, fault);
            case Draft.PassingFault fault ->
                attempt < settings.tries() ? releaseAfter(pauseAfter(fault, attempt)) : decline(record, order, fault);
        };
    }

    private Draft ask(ConsumerRecord<byte[], byte[]> record, R order) {
        try {
            Draft draft = engine.translate(orders.request(order, clock.instant().plus(settings.calling())));
            if (draft instanceof Draft.Fault fault) {
                LOG.info("event=draft_failed {} code={}", place(record), fault.code());
            }
            return draft;
        } catch (RuntimeException e) {
            LOG.error("event=engine_failed {} engine={}", place(record), engine.name(), e);
            return new Draft.PassingFault("engine-failed", engine.name() + " failed. The log says how.", null);
        }
    }

    private AcknowledgeType decline(ConsumerRecord<byte[], byte[]> record, R order, Draft.Fault fault) {
        return handOver(record, () -> orders.decline(order, fault.code(), fault.sentence()), AcknowledgeType.REJECT);
    }

    private AcknowledgeType handOver(ConsumerRecord<byte[], byte[]> record, Runnable step, AcknowledgeType then) {
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return then;
            } catch (RecordTooLargeException | SerializationException e) {
                LOG.error("event=draft_never_handed_over {}", place(record), e);
                return AcknowledgeType.REJECT;
            } catch (RuntimeException e) {
                LOG.warn("event=draft_not_handed_over {} reason=\"{}\"", place(record), e.getMessage());
                if (!hasPaused(pauseBefore(attempt))) {
                    return AcknowledgeType.RELEASE;
                }
            }
        }
    }

    private static AcknowledgeType releaseAfter(Duration pause) {
        hasPaused(pause);
        return AcknowledgeType.RELEASE;
    }

    private Duration pauseAfter(Draft.PassingFault fault, int attempt) {
        Duration pause = pauseBefore(attempt);
        return fault.retryAfter() != null && fault.retryAfter().compareTo(pause) > 0
                ? shorter(fault.retryAfter(), settings.longestPause())
                : pause;
    }

    private Duration pauseBefore(int attempt) {
        return shorter(settings.firstPause().multipliedBy(1L << Math.min(attempt - 1, 16)), settings.longestPause());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** False when it was interrupted. */
    private static boolean hasPaused(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "topic=" + record.topic() + " partition=" + record.partition() + " offset=" + record.offset();
    }
}
