package io.copyflow.channels.delivery;

import io.copyflow.runtime.Logfmt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that cannot be read, as they came: {@code <topic>-<partition>-<offset>.key}, {@code .value} and beside them
 * {@code .reason.txt} (docs/semantics.md, rule 28). For one thread.
 */
final class DeadLetterFolder {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterFolder.class);

    private final Path folder;

    DeadLetterFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns when it is on the disk. */
    void keep(ConsumerRecord<byte[], byte[]> record, SerializationException e) throws IOException {
        log.warn(
                "record-unreadable topic={} partition={} offset={} reason={}",
                record.topic(),
                record.partition(),
                record.offset(),
                Logfmt.value(e.getMessage()));
        DurableFiles files = new DurableFiles(folder.resolve("new"));
        String name = record.topic() + "-" + record.partition() + "-" + record.offset();
        if (record.key() != null) {
            files.write(folder.resolve(name + ".key"), record.key());
        }
        if (record.value() != null) {
            files.write(folder.resolve(name + ".value"), record.value());
        }
        String reason = "topic: " + record.topic() + "\npartition: " + record.partition() + "\noffset: "
                + record.offset() + "\nreason: " + e.getMessage() + "\n";
        files.write(folder.resolve(name + ".reason.txt"), reason.getBytes(StandardCharsets.UTF_8));
        files.settle();
    }
}
