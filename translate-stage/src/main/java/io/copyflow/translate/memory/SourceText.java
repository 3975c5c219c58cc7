package io.copyflow.translate.memory;

import com.ibm.icu.text.Normalizer2;
import io.copyflow.contract.SegmentHash;
import java.util.ArrayList;
import java.util.List;

/**
 * A text of the source in the forms it is compared in.
 *
 * @param plain in NFC, each stretch of space one blank, none at the ends
 * @param folded code points of the plain text in NFKC_Casefold, where case, width and invisible characters make no
 *     difference
 * @param numbers stretches of decimal digits of any script, as ASCII, in ascending order
 */
record SourceText(String plain, int[] folded, List<String> numbers) {

    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 FOLDING = Normalizer2.getNFKCCasefoldInstance();

    static SourceText of(String text) {
        String plain = withOneBlank(NFC.normalize(text));
        int[] folded = withOneBlank(FOLDING.normalize(plain)).codePoints().toArray();
        return new SourceText(plain, folded, numbers(folded));
    }

    /** Equal exactly where the plain texts are. */
    String hash() {
        return SegmentHash.of(plain, List.of());
    }

    private static String withOneBlank(String text) {
        StringBuilder joined = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                blank = !joined.isEmpty();
            } else {
                if (blank) {
                    joined.append(' ');
                    blank = false;
                }
                joined.appendCodePoint(codePoint);
            }
        }
        return joined.toString();
    }

    private static List<String> numbers(int[] codePoints) {
        List<String> numbers = new ArrayList<>();
        StringBuilder digits = new StringBuilder();
        for (int codePoint : codePoints) {
            int digit = Character.digit(codePoint, 10);
            if (digit >= 0) {
                digits.append(digit);
            } else if (!digits.isEmpty()) {
                numbers.add(digits.toString());
                digits.setLength(0);
            }
        }
        if (!digits.isEmpty()) {
            numbers.add(digits.toString());
        }
        return numbers.stream().sorted().toList();
    }
}
