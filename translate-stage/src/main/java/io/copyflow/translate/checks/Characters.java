package io.copyflow.translate.checks;

import com.ibm.icu.text.BreakIterator;

/** Characters as readers see them: a letter with its marks is one. Source: Unicode Standard Annex 29. */
final class Characters {

    /** Below it ten digits and one sign of a currency are all there are. */
    static final char FIRST_AFTER_ASCII = 0x80;

    /** Below it every UTF-16 unit but the line breaks is a character of its own. */
    private static final char FIRST_MARK = 0x300;

    private Characters() {}

    /** How many a text has. */
    static int in(String text) {
        return isPlain(text) ? text.length() : byRules(text);
    }

    private static int byRules(String text) {
        BreakIterator breaks = BreakIterator.getCharacterInstance();
        breaks.setText(text);
        int count = 0;
        while (breaks.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    /** Letters of which none joins its neighbours; most texts have no others. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isAlone = c >= ' ' && c < FIRST_MARK
                    || c >= 0x370 && c < 0x483 // Greek, Cyrillic
                    || c >= 0x48A && c < 0x530 // Cyrillic
                    || c >= 0x61D && c < 0x64B // Arabic
                    || c >= 0x2010 && c < 0x2028 // dashes, quotes
                    || c >= 0x202F && c < 0x2060 // narrow space, more punctuation
                    || c >= 0x3001 && c < 0x302A // East Asian punctuation
                    || c >= 0x3041 && c < 0x3097 // Hiragana
                    || c >= 0x30A0 && c < 0x3100 // Katakana
                    || c >= 0x4E00 && c < 0xA000 // Han
                    || c >= 0xAC00 && c < 0xD7A4; // Hangul
            if (!isAlone) {
                return false;
            }
        }
        return true;
    }
}
