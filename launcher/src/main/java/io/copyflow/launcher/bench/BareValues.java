package io.copyflow.launcher.bench;

import io.copyflow.launcher.bots.InventedText;
import io.copyflow.schemas.text.Block;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Values for the bare chain, of the size they have in the flow: 2 bytes that say what it is, and filling. */
final class BareValues {

    /** What a record without text measures in the flow, headers not counted. */
    private static final int SMALL_BYTES = 250;

    private static final int FACTS_BYTES = 250;
    private static final int TEXTS = 64;

    private final List<byte[]> texts = new ArrayList<>();
    private final byte[] small = new byte[SMALL_BYTES];

    BareValues(long seed, List<String> languages) {
        SplittableRandom random = new SplittableRandom(seed);
        InventedText invented = new InventedText(seed);
        for (int index = 0; index < small.length; index++) {
            small[index] = (byte) ('a' + random.nextInt(26));
        }
        for (int number = 0; number < TEXTS; number++) {
            StringBuilder text = new StringBuilder();
            for (Block block : invented.story("x-" + number, languages.get(number % languages.size()))) {
                text.append(block.getText());
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            texts.add(ByteBuffer.allocate(FACTS_BYTES + bytes.length)
                    .put(small, 0, FACTS_BYTES)
                    .put(bytes)
                    .array());
        }
    }

    byte[] of(BareRecord record, int language) {
        byte[] value = (record.hasText() ? texts.get(language % TEXTS) : small).clone();
        value[0] = (byte) record.ordinal();
        value[1] = (byte) language;
        return value;
    }

    private static final BareRecord[] KINDS = BareRecord.values();

    static BareRecord kind(byte[] value) {
        return KINDS[value[0]];
    }

    static int language(byte[] value) {
        return value[1];
    }
}
