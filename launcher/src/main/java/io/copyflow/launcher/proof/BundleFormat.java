package io.copyflow.launcher.proof;

import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TopicProvisioning;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** What writer and reader of a bundle share. Source: docs/reference/export-format.md. */
final class BundleFormat {

    static final String NAME = "copyflow-export-1";
    static final String MANIFEST = "manifest.json";

    /** A record's largest size: what a topic takes. */
    static final int MOST_RECORD_BYTES = TopicProvisioning.MAX_RECORD_BYTES;

    static final int MOST_MANIFEST_BYTES = 16 << 20;
    static final int MOST_SCHEMA_BYTES = 1 << 20;
    static final int MOST_PARTITIONS = 10_000;
    static final int MOST_HEADERS = 1_000;
    /** Deflate makes at best a 1,032nd of its input; no log comes so near. */
    static final int MOST_TIMES = 900;

    private BundleFormat() {}

    static String part(String topic, int partition) {
        return "records/" + topic + "/" + partition;
    }

    static String schema(int id) {
        return "schemas/" + id + ".avsc";
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256, but this one has not", e);
        }
    }

    static StageFailure unreadable(String expected, @Nullable Throwable cause) {
        String sentence = "Expected a bundle that 'copyflow export' wrote, but " + expected
                + ". Nothing in it was believed; have it exported again.";
        return cause == null
                ? new StageFailure("bundle-unreadable", sentence)
                : new StageFailure("bundle-unreadable", sentence, cause);
    }
}
