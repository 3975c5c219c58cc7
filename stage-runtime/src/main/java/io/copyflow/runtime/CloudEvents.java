package io.copyflow.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.contract.Digest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Headers by which generic tools understand a record: CloudEvents 1.0 in Kafka's binary mode, and W3C Trace Context.
 *
 * <p>{@code ce_causationid}, an extension, is the id of the command or event that led to the record, so that who waits
 * for an answer finds it without reading values. {@code ce_chain}, another, is a fact's link in its aggregate's chain.
 */
public final class CloudEvents {

    public static final String ID = "ce_id";
    public static final String CAUSATION_ID = "ce_causationid";
    /** The link of {@link io.copyflow.contract.FactChain}, as 64 lower-case hex digits. */
    public static final String CHAIN = "ce_chain";

    public static final String TRACEPARENT = "traceparent";

    private static final Pattern PARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String TYPE_PREFIX = "io.copyflow.";
    private static final byte[] VERSION = "1.0".getBytes(UTF_8);
    private static final byte[] AVRO = "application/avro".getBytes(UTF_8);

    private CloudEvents() {}

    /**
     * @param id unique within the source
     * @param source the stage or client that writes
     * @param type what the record says, such as {@code TranslationClaimed}
     * @param subject what it is about
     * @param time when it happened
     * @param causationId what led to it
     * @param cause the headers of what led to it, for the trace; null to begin one
     */
    public static Headers headers(
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            String causationId,
            @Nullable Headers cause) {
        Headers headers = new RecordHeaders();
        headers.add("ce_specversion", VERSION);
        headers.add(ID, id.getBytes(UTF_8));
        headers.add("ce_source", ("/copyflow/" + source).getBytes(UTF_8));
        headers.add("ce_type", (TYPE_PREFIX + type).getBytes(UTF_8));
        headers.add("ce_subject", subject.getBytes(UTF_8));
        headers.add("ce_time", time.toString().getBytes(UTF_8));
        headers.add(CAUSATION_ID, causationId.getBytes(UTF_8));
        headers.add("content-type", AVRO);
        headers.add(TRACEPARENT, traceparent(id, causationId, cause).getBytes(UTF_8));
        return headers;
    }

    /** A header's text, or null. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** The trace of the cause with a span of its own; ids come from the records' ids, so that a replay has the same. */
    private static String traceparent(String id, String causationId, @Nullable Headers cause) {
        String parent = cause == null ? null : text(cause, TRACEPARENT);
        String trace =
                parent != null && PARENT.matcher(parent).matches() ? parent.substring(3, 35) : hex(causationId, 16);
        return "00-" + trace + "-" + hex(id, 8) + "-01";
    }

    private static String hex(String text, int bytes) {
        return HexFormat.of().formatHex(new Digest().text(text).first(bytes));
    }
}
