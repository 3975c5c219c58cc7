package io.copyflow.sample;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Random instances of generated classes: every branch, every symbol, texts of many scripts. Seeded by the caller. */
public final class RandomRecords {

    private static final String[] TEXTS = {
        "",
        "a",
        "Rain at last",
        "Қараңыз: болжам.",
        "مطر أخيراً",
        "😀👩‍🚒",
        "天気予報",
        "ฝนตกหนัก",
        "\u0000\t\n\"\\",
        "Ώ",
        "\uFFFD",
        "x".repeat(300)
    };

    private final RandomGenerator random;

    public RandomRecords(RandomGenerator random) {
        this.random = random;
    }

    public <V extends SpecificRecord> V next(Class<V> type) {
        return type.cast(record(SpecificData.get().getSchema(type)));
    }

    private SpecificRecord record(Schema schema) {
        SpecificRecord record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    private @Nullable Object value(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.TimestampMillis) {
            return Instant.ofEpochMilli(random.nextLong(-62_135_596_800_000L, 253_402_300_800_000L));
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ARRAY -> array(schema);
            case ENUM -> symbol(schema);
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BYTES -> bytes();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            case MAP, FIXED, FLOAT, DOUBLE ->
                throw new IllegalStateException("No schema of ours has a " + schema.getType() + " yet: teach me");
        };
    }

    private List<@Nullable Object> array(Schema schema) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(schema.getElementType()));
        }
        return items;
    }

    private Object symbol(Schema schema) {
        Object[] symbols = SpecificData.get().getClass(schema).getEnumConstants();
        return symbols[random.nextInt(symbols.length)];
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
