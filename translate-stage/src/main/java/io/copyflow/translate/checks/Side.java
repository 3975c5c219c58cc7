package io.copyflow.translate.checks;

import io.copyflow.contract.Passage;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of the two texts, with what several checks want to know of it, each found out once. For one thread. */
final class Side {

    private final Language language;
    private final Passage passage;
    private @Nullable List<Token> tokens;
    private @Nullable String prose;
    private @Nullable Words words;
    private @Nullable Figures figures;
    private @Nullable Set<Integer> months;
    private @Nullable Set<Integer> days;
    private int characters = -1;

    Side(Language language, Passage passage) {
        this.language = language;
        this.passage = passage;
    }

    Language language() {
        return language;
    }

    Passage passage() {
        return passage;
    }

    String text() {
        return passage.text();
    }

    /** What is meant for machines: addresses, accounts, tags, placeholders. */
    List<Token> tokens() {
        if (tokens == null) {
            tokens = Token.in(text());
        }
        return tokens;
    }

    /** The text with blanks in place of its tokens; as long as the text. */
    String prose() {
        if (prose == null && tokens().isEmpty()) {
            prose = text();
        } else if (prose == null) {
            StringBuilder blanked = new StringBuilder(text());
            for (Token token : tokens()) {
                for (int i = token.start(); i < token.end(); i++) {
                    blanked.setCharAt(i, ' ');
                }
            }
            prose = blanked.toString();
        }
        return prose;
    }

    Words words() {
        if (words == null) {
            words = Words.of(prose(), language);
        }
        return words;
    }

    /** How many characters the prose has. */
    int characters() {
        if (characters < 0) {
            characters = Characters.in(prose());
        }
        return characters;
    }

    Figures figures() {
        if (figures == null) {
            figures = Figures.of(prose(), language.numerals());
        }
        return figures;
    }

    /** Months, from 0, that stand beside a number: alone, May and March are often no months. Not to be changed. */
    Set<Integer> months() {
        if (months == null) {
            months = Collections.unmodifiableSet(Dates.months(this));
        }
        return months;
    }

    /** Days, from 0 for Sunday, that it most likely names. Not to be changed. */
    Set<Integer> days() {
        if (days == null) {
            days = Collections.unmodifiableSet(Dates.days(this));
        }
        return days;
    }
}
