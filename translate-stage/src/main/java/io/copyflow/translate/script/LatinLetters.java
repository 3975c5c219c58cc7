package io.copyflow.translate.script;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** Writes Cyrillic letters by a table, capitals as capitals. */
final class LatinLetters implements UnaryOperator<String> {

    /** Kazakh's alphabets have Turkish's two letters i, so their capitals are formed like Turkish ones. */
    private static final Locale DOTTED = Locale.of("tr");

    private final LetterTable table;

    LatinLetters(String table) {
        this.table = new LetterTable(table);
    }

    @Override
    public String apply(String cyrillic) {
        int[] letters = cyrillic.codePoints().toArray();
        StringBuilder latin = new StringBuilder(cyrillic.length());
        for (int i = 0; i < letters.length; i++) {
            String written = table.get(letters[i]);
            if (written == null) {
                latin.appendCodePoint(letters[i]);
            } else if (Character.isUpperCase(letters[i]) && !written.isEmpty()) {
                String capitals = written.toUpperCase(DOTTED);
                latin.append(isAmongCapitals(letters, i) ? capitals : capitals.charAt(0) + written.substring(1));
            } else {
                latin.append(written);
            }
        }
        return latin.toString();
    }

    /** Whether a letter that becomes two is one of a word in capitals, or only begins a word. */
    private static boolean isAmongCapitals(int[] letters, int place) {
        if (place + 1 < letters.length && Character.isLetter(letters[place + 1])) {
            return Character.isUpperCase(letters[place + 1]);
        }
        return place > 0 && Character.isUpperCase(letters[place - 1]);
    }
}
