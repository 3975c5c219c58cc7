package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.util.ULocale;
import io.copyflow.contract.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What goes wrong in translations, done on purpose to sound ones. */
enum Fault {
    DIGITS_SWAPPED("two digits change places", CheckKind.NUMBERS, CheckKind.DATES) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            return onDigits(sound, random, "\\p{Nd}{2,}", digits -> {
                for (int i = 1; i < digits.length(); i++) {
                    if (digits.charAt(i) != digits.charAt(i - 1)) {
                        return digits.substring(0, i - 1)
                                + digits.charAt(i)
                                + digits.charAt(i - 1)
                                + digits.substring(i + 1);
                    }
                }
                return digits;
            });
        }
    },
    DIGIT_CHANGED("one digit becomes another", CheckKind.NUMBERS, CheckKind.DATES) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            int by = 1 + random.nextInt(8);
            return onDigits(sound, random, "\\p{Nd}+", digits -> {
                int place = random.nextInt(digits.length());
                int changed = 1 + (UCharacter.digit(digits.charAt(place)) + by) % 9;
                char zero = (char) (digits.charAt(place) - UCharacter.digit(digits.charAt(place)));
                return digits.substring(0, place) + (char) (zero + changed) + digits.substring(place + 1);
            });
        }
    },
    NUMBER_DROPPED("a number of two digits or more is left out", CheckKind.NUMBERS, CheckKind.DATES) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            return onDigits(sound, random, "\\p{Nd}{2,}(?:[.,٫٬]\\p{Nd}+)*", digits -> "");
        }
    },
    NUMBER_ADDED("a number is added", CheckKind.NUMBERS) {
        @Override
        Faulty make(Translated sound, Random random) {
            return new Faulty(sound, sound.withTarget(sound.target().text() + " " + (30 + random.nextInt(900))));
        }
    },
    PERCENT_DROPPED("the sign of percent is left out", CheckKind.PERCENT) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            boolean applies = sound.source().text().matches("(?s).*\\d%.*");
            return applies ? changed(sound, sound.target().text().replaceAll("[%٪％]", "")) : null;
        }
    },
    CURRENCY_CHANGED("the sign of a currency becomes another", CheckKind.CURRENCY) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            for (String sign : List.of("$", "€", "£", "¥")) {
                if (sound.source().text().contains(sign)) {
                    return changed(sound, sound.target().text().replace(sign, sign.equals("€") ? "£" : "€"));
                }
            }
            return null;
        }
    },
    DAY_CHANGED("another day of the week is named", CheckKind.DATES) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            return onNames(sound, random, sound.source().text().matches("(?s).*[a-z]day\\b.*"), symbols -> {
                List<String> days = new ArrayList<>();
                for (int context : CONTEXTS) {
                    days.addAll(Arrays.asList(symbols.getWeekdays(context, DateFormatSymbols.WIDE))
                            .subList(1, 8));
                }
                return days;
            });
        }
    },
    MONTH_CHANGED("another month is named beside a number", CheckKind.DATES, CheckKind.NUMBERS) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            boolean hasDate = Pattern.compile(
                            "(?:January|February|March|April|May|June|July|August|September|October|November|December) \\d"
                                    + "|\\d (?:January|February|March|April|May|June|July|August|September|October|November|December)")
                    .matcher(sound.source().text())
                    .find();
            return onNames(sound, random, hasDate, symbols -> {
                List<String> months = new ArrayList<>();
                for (int context : CONTEXTS) {
                    months.addAll(Arrays.asList(symbols.getMonths(context, DateFormatSymbols.WIDE)));
                }
                return months;
            });
        }
    },
    LINK_CHANGED("a link leads elsewhere", CheckKind.LINKS) {
        @Override
        Faulty make(Translated sound, Random random) {
            Translated linked = sound.withMarks(List.of(new Mark(Mark.Kind.LINK, 0, 1, "https://example.org/a")));
            return new Faulty(
                    linked, linked.withTargetMarks(List.of(new Mark(Mark.Kind.LINK, 0, 1, "https://example.org/b"))));
        }
    },
    MARK_DROPPED("a stretch in bold is no more", CheckKind.MARKS) {
        @Override
        Faulty make(Translated sound, Random random) {
            Translated marked = sound.withMarks(List.of(new Mark(Mark.Kind.STRONG, 0, 1, null)));
            return new Faulty(marked, marked.withTargetMarks(List.of()));
        }
    },
    TOKEN_CHANGED("a letter of an address, account, tag or placeholder is lost", CheckKind.TOKENS) {
        @Override
        Faulty make(Translated sound, Random random) {
            List<String> tokens = List.of(
                    "desk@example.org", "https://example.org/a?b=1", "@harbour_desk", "#HarbourBridge", "{name}");
            String token = tokens.get(random.nextInt(tokens.size()));
            int place = 1 + random.nextInt(token.length() - 2);
            Translated with = sound.with(token);
            String broken = token.substring(0, place) + token.substring(place + 1);
            return new Faulty(with, with.withTarget(sound.target().text() + " " + broken));
        }
    },
    IN_LATIN("the text is in Latin letters, or in Cyrillic ones where Latin are wanted", CheckKind.SCRIPT) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            String script = new Language(sound.language()).script();
            return transliterated(sound, script.equals("Latn") ? TO_CYRILLIC : TO_LATIN);
        }
    },
    IN_ARABIC("the text is in Arabic letters, or in Cyrillic ones where Arabic are wanted", CheckKind.SCRIPT) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            String script = new Language(sound.language()).script();
            return transliterated(sound, script.equals("Arab") ? TO_CYRILLIC : TO_ARABIC);
        }
    },
    LETTER_OF_OTHER_SCRIPT("a letter becomes one of another script that looks the same", CheckKind.LETTERS) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            List<MatchResult> words = new ArrayList<>(Pattern.compile("[\\p{L}]{4,}")
                    .matcher(sound.target().text())
                    .results()
                    .toList());
            Collections.shuffle(words, random);
            for (MatchResult word : words) {
                for (int i = word.start(); i < word.end(); i++) {
                    int alike = ALIKE.indexOf(sound.target().text().charAt(i));
                    if (alike >= 0) {
                        StringBuilder text = new StringBuilder(sound.target().text());
                        text.setCharAt(i, ALIKE.charAt(alike ^ 1));
                        return new Faulty(sound, sound.withTarget(text.toString()));
                    }
                }
            }
            return null;
        }
    },
    DOUBLED("the text is there twice", CheckKind.REPEATED, CheckKind.LENGTH) {
        @Override
        Faulty make(Translated sound, Random random) {
            return new Faulty(
                    sound,
                    sound.withTarget(
                            sound.target().text() + " " + sound.target().text()));
        }
    },
    HALVED("the second half is missing", CheckKind.ENDING, CheckKind.LENGTH) {
        @Override
        Faulty make(Translated sound, Random random) {
            String text = sound.target().text();
            return new Faulty(sound, sound.withTarget(text.substring(0, text.length() / 2)));
        }
    },
    LEFT_IN_SOURCE("the text is the source's", CheckKind.UNTRANSLATED) {
        @Override
        Faulty make(Translated sound, Random random) {
            return new Faulty(sound, sound.withTarget(sound.source().text()));
        }
    },
    HALF_LEFT_IN_SOURCE("the second half of a text of 16 words or more is the source's", CheckKind.UNTRANSLATED) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            String[] words = sound.source().text().split(" ");
            String text = sound.target().text();
            return words.length < 16
                    ? null
                    : new Faulty(
                            sound,
                            sound.withTarget(text.substring(0, text.length() / 2) + " "
                                    + String.join(" ", Arrays.asList(words).subList(words.length / 2, words.length))));
        }
    },
    OVERRIDDEN("the text has an override of direction", CheckKind.DIRECTION) {
        @Override
        Faulty make(Translated sound, Random random) {
            return new Faulty(sound, sound.withTarget("\u202E" + sound.target().text()));
        }
    },
    BRACKET_LOST("a bracket loses its partner", CheckKind.BRACKETS) {
        @Override
        @Nullable
        Faulty make(Translated sound, Random random) {
            return changed(sound, sound.target().text().replaceFirst("[)）]", ""));
        }
    };

    /**
     * A translation before and after.
     *
     * @param sound the translation given, perhaps with something added that the fault needs
     */
    record Faulty(Translated sound, Translated faulty) {}

    private interface Edit {
        String of(String digits);
    }

    private interface Names {
        List<String> of(DateFormatSymbols symbols);
    }

    private static final int[] CONTEXTS = {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE};
    /** Pairs of a Latin letter and the Cyrillic or Greek one that looks the same. */
    private static final String ALIKE = "aаeеoоpрcсxхοoνv";

    private static final String TO_LATIN = "Any-Latin";
    private static final String TO_CYRILLIC = "Any-Latin; Latin-Cyrillic";
    private static final String TO_ARABIC = "Any-Latin; Latin-Arabic";
    private static final Map<String, Transliterator> TRANSLITERATORS = Map.of(
            TO_LATIN, Transliterator.getInstance(TO_LATIN),
            TO_CYRILLIC, Transliterator.getInstance(TO_CYRILLIC),
            TO_ARABIC, Transliterator.getInstance(TO_ARABIC));

    private final String what;
    private final Set<CheckKind> caughtBy;

    Fault(String what, CheckKind... caughtBy) {
        this.what = what;
        this.caughtBy = Set.of(caughtBy);
    }

    String what() {
        return what;
    }

    /** The checks that have to warn: any of them is enough. */
    Set<CheckKind> caughtBy() {
        return caughtBy;
    }

    /** Null when the translation gives no occasion for it. */
    abstract @Nullable Faulty make(Translated sound, Random random);

    private static @Nullable Faulty changed(Translated sound, String text) {
        return text.equals(sound.target().text()) ? null : new Faulty(sound, sound.withTarget(text));
    }

    private static @Nullable Faulty onDigits(Translated sound, Random random, String pattern, Edit edit) {
        String text = sound.target().text();
        List<MatchResult> found =
                Pattern.compile(pattern).matcher(text).results().toList();
        if (found.isEmpty()) {
            return null;
        }
        MatchResult digits = found.get(random.nextInt(found.size()));
        return changed(
                sound, text.substring(0, digits.start()) + edit.of(digits.group()) + text.substring(digits.end()));
    }

    private static @Nullable Faulty onNames(Translated sound, Random random, boolean applies, Names named) {
        if (!applies) {
            return null;
        }
        List<String> names = named.of(new DateFormatSymbols(ULocale.forLanguageTag(sound.language())));
        String text = sound.target().text();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            int at = lower.indexOf(name.toLowerCase(Locale.ROOT));
            if (at >= 0 && (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)) || !isSpaced(sound))) {
                int half = names.size() / 2;
                String other = names.get(i / half * half + (i % half + 1 + random.nextInt(half - 1)) % half);
                return changed(sound, text.substring(0, at) + other + text.substring(at + name.length()));
            }
        }
        return null;
    }

    private static boolean isSpaced(Translated sound) {
        return new Language(sound.language()).isSpaced();
    }

    private static @Nullable Faulty transliterated(Translated sound, String by) {
        Transliterator transliterator = TRANSLITERATORS.get(by);
        return changed(sound, transliterator.transliterate(sound.target().text()));
    }
}
