package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;

/**
 * Finds the words of texts in which no dictionary is needed for it: texts in alphabets, and Korean. They are the words
 * that ICU's break iterator finds, at a fraction of its cost. Source: Unicode Standard Annex 29.
 */
final class PlainWords {

    interface Taker {
        /**
         * @param start in UTF-16 units of the text
         * @param end exclusive
         */
        void take(int start, int end);
    }

    /** What a character is to the words beside it. */
    private enum Kind {
        LETTER,
        HANGUL,
        DIGIT,
        /** Belongs to letters and digits on either side, as the low line does. */
        CONNECTOR,
        /** The three belong to a word only between two letters, two digits, or two of either. */
        AMID_LETTERS,
        AMID_DIGITS,
        AMID_EITHER,
        /** Belongs to the character before it. */
        MARK,
        /** Belongs to no word. */
        GAP,
        /** Takes a dictionary, or rules that are not here. */
        OTHER
    }

    /** Of the characters before those of East Asia. */
    private static final Kind[] KINDS = kinds();

    private PlainWords() {}

    /**
     * Hands over the words in their order. A word ends with a letter: what ends with digits is to ICU a number.
     *
     * @return false when the text has other characters, so that its words have to be found otherwise; some may have been
     *     handed over then
     */
    static boolean find(String text, Taker words) {
        int start = 0;
        int end = 0;
        boolean isWord = false;
        Kind last = Kind.GAP;
        Kind amid = Kind.GAP;
        for (int i = 0; i < text.length(); i++) {
            Kind kind = kind(text.charAt(i));
            switch (kind) {
                case OTHER -> {
                    return false;
                }
                case MARK -> {
                    if (last == Kind.HANGUL || last == Kind.CONNECTOR) {
                        return false;
                    }
                    end = amid == Kind.GAP ? i + 1 : end;
                }
                case LETTER, HANGUL, DIGIT, CONNECTOR -> {
                    boolean isJoined = areJoined(last, amid, kind);
                    if (isWord && !isJoined) {
                        words.take(start, end);
                    }
                    start = isJoined ? start : i;
                    isWord = kind == Kind.CONNECTOR ? isJoined && last != Kind.DIGIT : kind != Kind.DIGIT;
                    last = kind;
                    amid = Kind.GAP;
                    end = i + 1;
                }
                case AMID_LETTERS, AMID_DIGITS, AMID_EITHER, GAP -> {
                    if (kind != Kind.GAP && amid == Kind.GAP && last != Kind.GAP) {
                        amid = kind;
                        continue;
                    }
                    if (isWord) {
                        words.take(start, end);
                    }
                    isWord = false;
                    last = Kind.GAP;
                    amid = Kind.GAP;
                }
            }
        }
        if (isWord) {
            words.take(start, end);
        }
        return true;
    }

    /** Whether two characters are of one word, side by side or with something amid them. */
    private static boolean areJoined(Kind last, Kind amid, Kind next) {
        return switch (amid) {
            case AMID_LETTERS -> last == Kind.LETTER && next == Kind.LETTER;
            case AMID_DIGITS -> last == Kind.DIGIT && next == Kind.DIGIT;
            case AMID_EITHER -> last == next && (last == Kind.LETTER || last == Kind.DIGIT);
            default -> last != Kind.GAP && (last == Kind.HANGUL) == (next == Kind.HANGUL);
        };
    }

    private static Kind kind(char c) {
        if (c < KINDS.length) {
            return KINDS[c];
        }
        return c >= '가' && c <= '힣' ? Kind.HANGUL : Kind.OTHER;
    }

    private static Kind[] kinds() {
        Kind[] kinds = new Kind[0x3000];
        for (int c = 0; c < kinds.length; c++) {
            kinds[c] = takesDictionary(c) ? Kind.OTHER : kindByRules(c);
        }
        return kinds;
    }

    private static boolean takesDictionary(int c) {
        return UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK) == UCharacter.LineBreak.COMPLEX_CONTEXT
                || switch (UScript.getScript(c)) {
                    case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.HANGUL -> true;
                    default -> false;
                };
    }

    private static Kind kindByRules(int c) {
        return switch (UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK)) {
            case UCharacter.WordBreak.ALETTER -> Kind.LETTER;
            case UCharacter.WordBreak.NUMERIC -> Kind.DIGIT;
            case UCharacter.WordBreak.EXTENDNUMLET -> Kind.CONNECTOR;
            case UCharacter.WordBreak.MIDLETTER -> Kind.AMID_LETTERS;
            case UCharacter.WordBreak.MIDNUM -> Kind.AMID_DIGITS;
            case UCharacter.WordBreak.MIDNUMLET, UCharacter.WordBreak.SINGLE_QUOTE -> Kind.AMID_EITHER;
            case UCharacter.WordBreak.EXTEND, UCharacter.WordBreak.FORMAT -> Kind.MARK;
            case UCharacter.WordBreak.OTHER,
                    UCharacter.WordBreak.WSEGSPACE,
                    UCharacter.WordBreak.DOUBLE_QUOTE,
                    UCharacter.WordBreak.CR,
                    UCharacter.WordBreak.LF,
                    UCharacter.WordBreak.NEWLINE -> Kind.GAP;
            default -> Kind.OTHER;
        };
    }
}
