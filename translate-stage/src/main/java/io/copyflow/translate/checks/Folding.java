package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;

/** How texts are compared: without case, accents, vowel signs of Arabic and Hebrew, and invisible characters. */
final class Folding {

    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    /** What stands in {@link #PLAIN} for a letter that becomes two, or may become one with its neighbours. */
    private static final char BY_RULES = '\uFFFF';

    /** What each character before the ideographs of East Asia becomes, whatever stands beside it. */
    private static final char[] PLAIN = plain();

    private Folding() {}

    private static char[] plain() {
        char[] plain = new char[0x3400];
        for (char c = 0; c < plain.length; c++) {
            String folded = byRules(Character.toString(c));
            boolean isAlone =
                    folded.length() == 1 && NFC.hasBoundaryBefore(c) && NFC.hasBoundaryBefore(folded.charAt(0));
            plain[c] = isAlone ? folded.charAt(0) : BY_RULES;
        }
        return plain;
    }

    static String fold(String text) {
        int same = 0;
        while (same < text.length() && plain(text.charAt(same)) == text.charAt(same)) {
            same++;
        }
        return same == text.length() ? text : fold(text, same);
    }

    /** The same, of a text that is folded up to a place. */
    private static String fold(String text, int from) {
        char[] folded = text.toCharArray();
        for (int i = from; i < folded.length; i++) {
            char c = plain(folded[i]);
            if (c == BY_RULES) {
                return byRules(text);
            }
            folded[i] = c;
        }
        return new String(folded);
    }

    private static char plain(char c) {
        if (c < PLAIN.length) {
            return PLAIN[c];
        }
        return c >= '一' && c <= '鿿' || c >= '가' && c <= '힣' ? c : BY_RULES;
    }

    /** The same without what is known of single characters. */
    static String byRules(String text) {
        String apart = NFD.normalize(text);
        StringBuilder kept = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (!isFoldedAway(c)) {
                kept.append(
                        switch (c) {
                            case 'ى' -> 'ي';
                            case 'ة' -> 'ه';
                            default -> c;
                        });
            }
        }
        return UCharacter.foldCase(NFC.normalize(kept), true);
    }

    private static boolean isFoldedAway(char c) {
        return c >= 0x300 && c <= 0x36F // accents
                || c >= 0x591 && c <= 0x5C7 // Hebrew points
                || c >= 0x64B && c <= 0x65F // Arabic vowel signs and hamzas
                || c == 0x670
                || c == 0x640 // tatweel
                || c == 0xAD
                || c >= 0x200B && c <= 0x200F
                || c == 0x2060;
    }
}
