package io.copyflow.catalogue;

import org.apache.kafka.common.errors.SerializationException;

/** A value names a schema id that nobody knows. The record cannot be read; trying again does not help. */
public final class UnknownSchemaIdException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UnknownSchemaIdException(int id, String asked) {
        super("unknown-schema-id: The record names schema id " + id + ", which " + asked
                + " does not know. It was written by a newer Copyflow or by another system:"
                + " upgrade this one, or set schema.registry.url to the registry the writer used.");
    }
}
