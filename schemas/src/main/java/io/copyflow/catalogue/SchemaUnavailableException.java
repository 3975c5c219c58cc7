package io.copyflow.catalogue;

import org.apache.kafka.common.KafkaException;

/** A schema or its id cannot be had now, such as when the registry does not answer. Trying again may help. */
public final class SchemaUnavailableException extends KafkaException {

    private static final long serialVersionUID = 1L;

    public SchemaUnavailableException(String sentence) {
        super("schema-unavailable: " + sentence);
    }

    public SchemaUnavailableException(String sentence, Throwable cause) {
        super("schema-unavailable: " + sentence, cause);
    }
}
