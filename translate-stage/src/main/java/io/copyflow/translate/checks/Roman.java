package io.copyflow.translate.checks;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Roman numerals, as in XIX век or Henry VIII. */
final class Roman {

    private static final Pattern NUMERAL = Pattern.compile("(?<![\\p{L}\\p{N}])[IVXLCІХСⅠ-Ⅻ]{1,9}(?![A-ZА-Я])");

    private Roman() {}

    /** Those of a text, below 400. */
    static Set<BigDecimal> in(String text) {
        Set<BigDecimal> values = new HashSet<>();
        Matcher numeral = NUMERAL.matcher(text);
        while (numeral.find()) {
            values.add(Figures.plain(BigDecimal.valueOf(value(numeral.group()))));
        }
        return values;
    }

    private static int value(String numeral) {
        int sum = 0;
        int before = 1000;
        for (int i = 0; i < numeral.length(); i++) {
            int letter = letter(numeral.charAt(i));
            sum += letter > before ? letter - 2 * before : letter;
            before = letter;
        }
        return sum;
    }

    private static int letter(char c) {
        return switch (c) {
            // Cyrillic letters that look the same are what many keyboards offer
            case 'I', 'І' -> 1;
            case 'V' -> 5;
            case 'X', 'Х' -> 10;
            case 'L' -> 50;
            case 'C', 'С' -> 100;
            default -> c - 'Ⅰ' + 1;
        };
    }
}
