package io.copyflow.catalogue;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Schemas as every language knows them, without what Avro's Java classes add for themselves. */
public final class PlainSchema {

    private static final String JAVA_STRING = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";

    private PlainSchema() {}

    /** The schema of a generated class. */
    public static Schema of(Class<? extends SpecificRecord> type) {
        return of(SpecificData.get().getSchema(type));
    }

    /** A schema as another Java program has it. */
    public static Schema of(Schema schema) {
        return new Schema.Parser().parse(schema.toString().replace(JAVA_STRING, "\"string\""));
    }
}
