package io.copyflow.channels.delivery;

import io.copyflow.runtime.Logfmt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receipts the broker may not have yet, and when it is asked again. For whoever holds the lane's lock, but for {@link #send}. */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final String channelId;
    private final Lane.ReceiptSink sink;
    private final BackOff backOff;
    private final List<Receipt> unsent = new ArrayList<>();
    private Instant notBefore = Instant.MIN;
    private int failures;

    Outbox(String channelId, Lane.ReceiptSink sink, BackOff backOff) {
        this.channelId = channelId;
        this.sink = sink;
        this.backOff = backOff;
    }

    void add(Collection<Receipt> receipts) {
        unsent.addAll(receipts);
    }

    int size() {
        return unsent.size();
    }

    /** What is to be sent now. */
    List<Receipt> due(Instant now) {
        return now.isBefore(notBefore) ? List.of() : List.copyOf(unsent);
    }

    /** How long until something is to be sent; negative when it is time. */
    Duration untilDue(Instant now) {
        return Duration.between(now, notBefore);
    }

    /** Sends without the lock; whether the broker has them. */
    boolean send(List<Receipt> receipts) {
        try {
            sink.send(receipts);
            return true;
        } catch (RuntimeException e) {
            log.warn("receipts-wait channel={} reason={}", channelId, Logfmt.value(e.getMessage()), e);
            return false;
        }
    }

    void failed(Instant now) {
        failures++;
        notBefore = now.plus(backOff.after(failures));
    }

    void sent(List<Receipt> receipts) {
        failures = 0;
        unsent.removeAll(new HashSet<>(receipts));
    }
}
