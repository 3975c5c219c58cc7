package io.copyflow.translate.script;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Writes Cyrillic letters in Arabic ones. Four vowels have no letter of their own: the word begins with a hamza, which
 * says that its vowels are soft. It is left out where the word says so already by a letter that only soft words have
 * (е э к г), or has a letter that only hard words have (қ ғ).
 */
final class ArabicLetters implements UnaryOperator<String> {

    /** The letter that CLDR lists for kk-Arab and newsrooms write, not Unicode's high hamza (U+0674). */
    private static final char HAMZA = '\u0621';

    private static final String SOFT_VOWELS = "әөүі";
    private static final String TELL_SOFT = "еэкг";
    private static final String TELL_HARD = "қғ";

    private final LetterTable table = new LetterTable("""
            а ا   ә ا   б ب   в ۆ   г گ   ғ ع   д د   е ە   ё يو  ж ج   з ز   и ي   й ي   к ك   қ ق
            л ل   м م   н ن   ң ڭ   о و   ө و   п پ   р ر   с س   т ت   у ۋ   ұ ۇ   ү ۇ   ф ف   х ح
            һ ھ   ц تس  ч چ   ш ش   щ شش  ъ -   ы ى   і ى   ь -   э ە   ю يۋ  я يا
            """);

    @Override
    public String apply(String cyrillic) {
        int[] letters = cyrillic.codePoints().toArray();
        StringBuilder arabic = new StringBuilder(cyrillic.length());
        for (int start = 0; start < letters.length; ) {
            int end = start;
            while (end < letters.length && table.get(letters[end]) != null) {
                end++;
            }
            if (end > start) {
                writeWord(arabic, Arrays.copyOfRange(letters, start, end));
                start = end;
            } else {
                arabic.appendCodePoint(punctuation(letters, start));
                start++;
            }
        }
        return arabic.toString();
    }

    private void writeWord(StringBuilder arabic, int[] word) {
        if (has(word, SOFT_VOWELS) && !has(word, TELL_SOFT) && !has(word, TELL_HARD)) {
            arabic.append(HAMZA);
        }
        for (int i = 0; i < word.length; i++) {
            if (!isHeardInTheNext(word, i)) {
                arabic.append(table.get(word[i]));
            }
        }
    }

    /** Of и and a й after it, also the one in я and ю, one is written. */
    private static boolean isHeardInTheNext(int[] word, int place) {
        return is(word[place], "и") && place + 1 < word.length && is(word[place + 1], "йяю");
    }

    private static boolean has(int[] word, String letters) {
        return Arrays.stream(word).anyMatch(isOneOf(letters));
    }

    private static boolean is(int letter, String letters) {
        return isOneOf(letters).test(letter);
    }

    private static IntPredicate isOneOf(String letters) {
        return letter -> letters.indexOf(Character.toLowerCase(letter)) >= 0;
    }

    /** A mark inside a number or an address stays as it is. */
    private static int punctuation(int[] text, int place) {
        if (place + 1 < text.length && Character.isLetterOrDigit(text[place + 1])) {
            return text[place];
        }
        return switch (text[place]) {
            case ',' -> '،';
            case ';' -> '؛';
            case '?' -> '؟';
            default -> text[place];
        };
    }
}
