package io.copyflow.translate.script;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written for each small Cyrillic letter; nothing for a letter with a hyphen. */
final class LetterTable {

    private final Map<Integer, String> letters = new HashMap<>();

    /** @param table a letter, a space, what is written for it, and so on */
    LetterTable(String table) {
        String[] cells = table.strip().split("\\s+");
        for (int i = 0; i < cells.length; i += 2) {
            letters.put(cells[i].codePointAt(0), cells[i + 1].equals("-") ? "" : cells[i + 1]);
        }
    }

    /** What is written for a letter, small or capital; null when it is none of the table's. */
    @Nullable
    String get(int letter) {
        return letters.get(Character.toLowerCase(letter));
    }
}
