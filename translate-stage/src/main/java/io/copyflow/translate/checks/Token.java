package io.copyflow.translate.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of text that is meant for machines and is the same in every language.
 *
 * @param text as written, wide forms of @ and # made narrow
 * @param start in UTF-16 units
 * @param end exclusive
 */
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        ADDRESS,
        MAIL,
        PLACEHOLDER,
        ACCOUNT,
        TAG
    }

    /** Quantifiers are possessive where they could run back over a long text. */
    private static final Pattern TOKENS = Pattern.compile(String.join(
            "|",
            "(?<ADDRESS>(?i:https?://|(?<![A-Za-z0-9.])www\\.)[!-~&&[^<>\"{}|\\\\^`\\[\\]]]++)",
            "(?<MAIL>(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)++)",
            "(?<PLACEHOLDER>\\$?\\{\\{?\\s?[A-Za-z0-9_.]{1,40}\\s?}}?"
                    + "|(?<![\\d%])%(?:\\d\\$)?(?:\\([a-z_]{1,40}\\))?[sd](?![\\p{L}\\p{N}]))",
            "(?<ACCOUNT>(?<![A-Za-z0-9_@/.])[@＠][A-Za-z0-9_]{2,}+(?:\\.[A-Za-z0-9_]++)*+)",
            "(?<TAG>(?<![\\p{L}\\p{N}_&/#])[#＃](?=\\p{N}*+[\\p{L}_])[\\p{L}\\p{M}\\p{N}_]++)"));

    /** What may follow in a placeholder. */
    private static final String BEHIND_PERCENT = "sd(0123456789";

    static List<Token> in(String text) {
        if (!mayHaveSome(text)) {
            return List.of();
        }
        List<Token> tokens = new ArrayList<>();
        Matcher found = TOKENS.matcher(text);
        while (found.find()) {
            Kind kind = kind(found);
            int end = kind == Kind.ADDRESS ? withoutPunctuation(text, found.start(), found.end()) : found.end();
            String written =
                    text.substring(found.start(), end).replace('＠', '@').replace('＃', '#');
            tokens.add(new Token(kind, written, found.start(), end));
        }
        return tokens;
    }

    private static boolean mayHaveSome(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c >= 'a' && c < 'w' || c > '{' && c < '＃') {
                continue;
            }
            switch (c) {
                case '@', '＠', '#', '＃', '{' -> {
                    return true;
                }
                case '%' -> {
                    // a percent sign is far more often met
                    if (i + 1 < text.length() && BEHIND_PERCENT.indexOf(text.charAt(i + 1)) >= 0) {
                        return true;
                    }
                }
                case ':' -> {
                    if (text.startsWith("://", i)) {
                        return true;
                    }
                }
                case 'w', 'W' -> {
                    if (text.startsWith(".", i + 3) && text.regionMatches(true, i, "www", 0, 3)) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private static Kind kind(Matcher found) {
        for (Kind kind : Kind.values()) {
            if (found.group(kind.name()) != null) {
                return kind;
            }
        }
        throw new IllegalStateException("Every alternative of the pattern is a kind");
    }

    /** A full stop or bracket at the end belongs to the sentence. */
    private static int withoutPunctuation(String text, int start, int end) {
        int last = end;
        while (last > start && ".,;:!?'()".indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        return last;
    }
}
