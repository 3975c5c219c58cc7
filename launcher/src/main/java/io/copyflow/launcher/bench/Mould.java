package io.copyflow.launcher.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes that a story left, and where in them stands what tells it from other stories. What tells stories apart has the same
 * length in all of them, so that Avro's lengths stay true and nothing has to be decoded.
 */
final class Mould {

    private final byte[] bytes;
    private final List<Slot> slots;

    private record Slot(int place, int mark) {}

    private Mould(byte[] bytes, List<Slot> slots) {
        this.bytes = bytes;
        this.slots = slots;
    }

    /** @param marks what tells the story apart whose bytes these are; none is part of another */
    static Mould of(byte[] bytes, List<byte[]> marks) {
        List<Slot> slots = new ArrayList<>();
        for (int mark = 0; mark < marks.size(); mark++) {
            byte[] sought = marks.get(mark);
            for (int place = 0; place + sought.length <= bytes.length; place++) {
                if (Arrays.equals(bytes, place, place + sought.length, sought, 0, sought.length)) {
                    slots.add(new Slot(place, mark));
                }
            }
        }
        return new Mould(bytes, slots);
    }

    /** Whether a mark stands in it. */
    boolean has(int mark) {
        return slots.stream().anyMatch(slot -> slot.mark() == mark);
    }

    /** The bytes of another story: its marks in place of those it was made with, each as long. */
    byte[] cast(List<byte[]> marks) {
        byte[] copy = bytes.clone();
        for (Slot slot : slots) {
            byte[] mark = marks.get(slot.mark());
            System.arraycopy(mark, 0, copy, slot.place(), mark.length);
        }
        return copy;
    }
}
