package io.copyflow.catalogue;

import org.apache.avro.Schema;

/**
 * Ids of schemas, as they stand in the four bytes before every value.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface SchemaIds extends AutoCloseable {

    /**
     * The id under which values of a subject are written with this schema.
     *
     * @throws SchemaUnavailableException when there is none, or it cannot be asked for now
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema that values with this id were written with.
     *
     * @throws UnknownSchemaIdException when nobody knows the id: asking again will not help
     * @throws SchemaUnavailableException when it cannot be asked for now: asking again may help
     */
    Schema schemaOf(int id);

    /** Lets go of what it holds, such as connections. Who made it closes it, after its last user. */
    @Override
    default void close() {
        // most hold nothing
    }
}
