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
        String json = SpecificData.get().getSchema(type).toString();
        return new Schema.Parser().parse(json.replace(JAVA_STRING, "\"string\""));
    }
}
