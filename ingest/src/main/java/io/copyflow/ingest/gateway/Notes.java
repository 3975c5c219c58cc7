package io.copyflow.ingest.gateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was changed or left out while reading, each thing said once. */
final class Notes {

    static final int MOST = 50;

    private final Set<String> notes = new LinkedHashSet<>();

    void add(String note) {
        if (notes.size() < MOST) {
            notes.add(note + ".");
        }
    }

    /** Notes the characters that cleaning a text took out. */
    void removed(CleanText text, String where) {
        if (!text.removed().isEmpty()) {
            add("Removed " + String.join(", ", text.removed()) + " from " + where);
        }
    }

    List<String> all() {
        return List.copyOf(notes);
    }
}
