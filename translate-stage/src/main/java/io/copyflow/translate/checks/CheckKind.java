package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Warning.Severity;

/** Every check there is. docs/reference/translation-checks.md is made from this list. */
public enum CheckKind {
    NUMBERS(
            "numbers",
            Severity.MAJOR,
            "A number of one text is not in the other. Digits of any script, grouping and decimal marks of either"
                    + " language, million and 万, spelled-out and Roman numbers, clocks of 12 and 24 hours and"
                    + " converted units count as the same number.",
            "`£125m` became `152 млн фунтов`"),
    PERCENT(
            "percent",
            Severity.MAJOR,
            "The source speaks of percent, the translation has neither the sign nor a word for it.",
            "`rose 12%` became `выросли на 12`"),
    CURRENCY(
            "currency",
            Severity.MAJOR,
            "The signs of currency differ and none is common to both texts.",
            "`$40` became `40 €`"),
    DATES(
            "dates",
            Severity.MAJOR,
            "The translation names another month or another day of the week than the source.",
            "`on Monday` became `am Dienstag`"),
    MARKS(
            "marks",
            Severity.MINOR,
            "Strong or emphasised stretches, or links, are more or fewer than in the source.",
            "one stretch in bold became none"),
    LINKS(
            "links",
            Severity.MAJOR,
            "Links lead elsewhere than the source's.",
            "`https://example.org/a` became `https://example.org/b`"),
    TOKENS(
            "tokens",
            Severity.MAJOR,
            "An address of the web or of mail, an `@account`, a `#tag` or a placeholder such as `{name}` or `%s` is"
                    + " not kept as it is.",
            "`{name}` became `{имя}`"),
    GLOSSARY(
            "glossary",
            Severity.MINOR,
            "The glossary has a wording for a term of the source, and the translation uses none of it, inflected or"
                    + " not.",
            "`Green Belt` is not `Grüngürtel`"),
    FORBIDDEN(
            "forbidden", Severity.MAJOR, "The translation uses a wording that the glossary forbids.", "`Kiew` in `de`"),
    VERBATIM(
            "verbatim",
            Severity.MAJOR,
            "A wording that the glossary wants kept as it is was changed or left out.",
            "`Copyflow` became `Копифлоу`"),
    SCRIPT(
            "script",
            Severity.MAJOR,
            "Most letters are not of the script that the language tag asks for. Names, acronyms and what the source"
                    + " has as well do not count.",
            "Latin letters in `kk-Cyrl`, Arabic ones in `kk-Cyrl` or the reverse, traditional characters in `zh-Hans`"),
    LETTERS("letters", Severity.MINOR, "A word mixes letters of two scripts that look alike.", "a Latin `i` in `тiл`"),
    LENGTH(
            "length",
            Severity.MINOR,
            "The translation is much longer or shorter than translations between these languages are, counted in"
                    + " characters as readers see them. Short segments may differ more.",
            "half of a paragraph is missing"),
    ENDING(
            "ending",
            Severity.MINOR,
            "The source ends with a full stop or the like, the translation in the middle of a sentence. Not in languages"
                    + " that set no full stops.",
            "`The council met on` for `The council met on Monday.`"),
    REPEATED(
            "repeated",
            Severity.MINOR,
            "A stretch of eight words or more, or the whole text, is in the translation twice and in the source once.",
            "a paragraph pasted twice"),
    UNTRANSLATED(
            "untranslated",
            Severity.MAJOR,
            "The text, or a long stretch of it, is the source's. Names, numbers and very short texts do not count.",
            "a sentence left in English"),
    DIRECTION(
            "direction",
            Severity.MAJOR,
            "An override of direction, one that is opened and never closed, or a telephone number that would be read"
                    + " in the wrong order in text from right to left.",
            "`+7 727 250 00 00` inside Arabic text"),
    BRACKETS(
            "brackets",
            Severity.MINOR,
            "A bracket that is opened is not closed, or the reverse, where the source's are in order.",
            "`)text(`");

    private final String id;
    private final Severity severity;
    private final String looksFor;
    private final String example;

    CheckKind(String id, Severity severity, String looksFor, String example) {
        this.id = id;
        this.severity = severity;
        this.looksFor = looksFor;
        this.example = example;
    }

    /** Its name in records and documents; never changes. */
    public String id() {
        return id;
    }

    public Severity severity() {
        return severity;
    }

    /** What it warns of, as Markdown. */
    public String looksFor() {
        return looksFor;
    }

    /** What it would catch, as Markdown. */
    public String example() {
        return example;
    }
}
