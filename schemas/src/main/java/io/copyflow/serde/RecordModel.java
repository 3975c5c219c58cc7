package io.copyflow.serde;

import java.util.ArrayList;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * How the generated classes are read and written: times as {@link java.time.Instant}, lists as the JDK has them.
 *
 * <p>Avro's own list compares its records without their logical types, and so throws from {@code equals} where a record
 * in it has a time. Avro's fast reader knows no other list.
 */
final class RecordModel extends SpecificData {

    /** To read with. */
    static RecordModel reading() {
        return new RecordModel();
    }

    /** To write with: classes that can write themselves do. Reading they would make Avro's own lists. */
    static RecordModel writing() {
        RecordModel model = new RecordModel();
        model.setCustomCoders(true);
        return model;
    }

    private RecordModel() {
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        setFastReaderEnabled(false);
    }

    @Override
    public Object newArray(@Nullable Object old, int size, Schema schema) {
        return old instanceof Collection<?> list ? cleared(list) : new ArrayList<>(size);
    }

    private static Object cleared(Collection<?> list) {
        list.clear();
        return list;
    }
}
