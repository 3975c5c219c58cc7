package io.copyflow.translate.domain;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Passage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a change of text may touch, on the safe side: what is not found is not touched, what is found may be.
 *
 * <p>A number is touched when digits, signs or words of number change, move, or get another neighbour ("killed 5" and
 * "hurt 5" differ). A name is touched when words with a capital change or move, wherever they stand; in a script without
 * capitals, when any letter does; and when a link leads elsewhere. A negation is touched when a word of negation changes,
 * moves or gets another neighbour, and when a word loses or gains its beginning ("lawful", "unlawful"). In a language of
 * which no words are known here every changed word counts. Source: docs/reference/source-changes.md.
 */
final class Touches {

    /** Shorter words are the ends of too many others. */
    private static final int SHORTEST_STEM = 3;

    /** More words than these are not compared with each other: so much was changed that anything may be. */
    private static final int MOST_PAIRS = 250_000;

    private Touches() {}

    /** @param language BCP 47 tag of both texts */
    static Set<Touch> of(String language, Passage before, Passage after) {
        if (!Objects.equals(picture(before), picture(after))) {
            // words that fit one picture need not fit another
            return EnumSet.allOf(Touch.class);
        }
        Set<Touch> touches = EnumSet.noneOf(Touch.class);
        if (!links(before).equals(links(after))) {
            touches.add(Touch.NAME);
        }
        if (before.text().equals(after.text())) {
            return touches;
        }
        List<Token> was = Token.of(before.text());
        List<Token> is = Token.of(after.text());
        SensitiveWords words = SensitiveWords.of(language);
        if (!settings(was, token -> isNumber(token, words)).equals(settings(is, token -> isNumber(token, words)))) {
            touches.add(Touch.NUMBER);
        }
        if (!texts(was, Token::mayBeName).equals(texts(is, Token::mayBeName))) {
            touches.add(Touch.NAME);
        }
        if (words == null ? !texts(was, Touches::isText).equals(texts(is, Touches::isText)) : negates(was, is, words)) {
            touches.add(Touch.NEGATION);
        }
        return touches;
    }

    private static @Nullable String picture(Passage passage) {
        MediaReference media = passage.media();
        return media == null ? null : media.hash();
    }

    private static boolean negates(List<Token> was, List<Token> is, SensitiveWords words) {
        return !settings(was, words::isNegation).equals(settings(is, words::isNegation))
                || words.negationsInside(letters(was)) != words.negationsInside(letters(is))
                || wordsLostOrGainedTheirBeginning(was, is);
    }

    private static boolean wordsLostOrGainedTheirBeginning(List<Token> was, List<Token> is) {
        List<String> gone = without(words(was), words(is));
        List<String> come = without(words(is), words(was));
        if ((long) gone.size() * come.size() > MOST_PAIRS) {
            return true;
        }
        return gone.stream().anyMatch(one -> come.stream().anyMatch(other -> endsAs(one, other) || endsAs(other, one)));
    }

    private static boolean endsAs(String longer, String shorter) {
        return shorter.codePointCount(0, shorter.length()) >= SHORTEST_STEM && longer.endsWith(shorter);
    }

    private static boolean isNumber(Token token, @Nullable SensitiveWords words) {
        return switch (token.kind()) {
            case NUMBER, SIGN -> true;
            case WORD, LETTER -> words != null && words.isNumber(token);
            case PUNCTUATION -> false;
        };
    }

    private static boolean isText(Token token) {
        return switch (token.kind()) {
            case WORD, LETTER, NUMBER -> true;
            case SIGN, PUNCTUATION -> false;
        };
    }

    /** Tokens of a kind, in order, each between its neighbours. */
    private static List<String> settings(List<Token> tokens, Predicate<Token> which) {
        List<String> settings = new ArrayList<>();
        for (int at = 0; at < tokens.size(); at++) {
            if (which.test(tokens.get(at))) {
                settings.add(text(tokens, at - 1) + ' ' + text(tokens, at) + ' ' + text(tokens, at + 1));
            }
        }
        return settings;
    }

    private static String text(List<Token> tokens, int at) {
        return at < 0 || at >= tokens.size() ? "" : tokens.get(at).text();
    }

    private static List<String> texts(List<Token> tokens, Predicate<Token> which) {
        return tokens.stream().filter(which).map(Token::text).toList();
    }

    private static String letters(List<Token> tokens) {
        return String.join("", texts(tokens, token -> token.kind() == Token.Kind.LETTER));
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream()
                .filter(token -> token.kind() == Token.Kind.WORD)
                .map(Token::folded)
                .toList();
    }

    /** What is left of a list when each of the others has taken one that equals it. */
    private static List<String> without(List<String> list, List<String> others) {
        Map<String, Integer> taken = new HashMap<>();
        others.forEach(other -> taken.merge(other, 1, Integer::sum));
        return list.stream()
                .filter(item -> taken.merge(item, -1, Integer::sum) < 0)
                .toList();
    }

    private static List<String> links(Passage passage) {
        return passage.marks().stream()
                .filter(mark -> mark.kind() == Mark.Kind.LINK)
                .map(Mark::target)
                .map(String::valueOf)
                .toList();
    }
}
