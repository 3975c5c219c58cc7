package io.copyflow.translate.exchange;

import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.TextRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers one entry of a glossary and checks it; the first thing wrong with it is why it is left out. */
final class TermEntry {

    private static final int LONGEST = 500;
    private static final int LONGEST_ID = 200;
    private static final int MOST_WORDINGS = 1_000;

    private final int line;
    private final Map<String, Set<String>> preferred = new LinkedHashMap<>();
    private final Map<String, Set<String>> accepted = new LinkedHashMap<>();
    private final Map<String, Set<String>> forbidden = new LinkedHashMap<>();
    private int wordings;
    private @Nullable Refusal fault;

    /** How a wording is to be used. */
    enum Use {
        PREFERRED,
        ACCEPTED,
        FORBIDDEN
    }

    TermEntry(int line) {
        this.line = line;
    }

    void add(@Nullable String tag, String wording, Use use) {
        String language = tag == null ? null : LanguageTag.canonicalOfLoose(tag);
        if (language == null) {
            refuse(
                    "language-invalid",
                    "a BCP 47 tag with every term",
                    "has " + (tag == null ? "one without" : "'" + Excerpt.of(tag) + "'"));
            return;
        }
        MarkedText text = new MarkedText();
        text.text(wording.strip());
        String character = text.controlCharacter();
        String clean = text.gathered("").passage().text();
        if (character != null || clean.codePointCount(0, clean.length()) > LONGEST) {
            refuse(
                    "term-invalid",
                    "terms of at most " + LONGEST + " characters, none of them a control character",
                    character == null ? "has a longer one" : "has one with " + character);
            return;
        }
        if (TextRules.isBlank(clean)) {
            return;
        }
        if (++wordings > MOST_WORDINGS) {
            refuse("term-invalid", "at most " + MOST_WORDINGS + " wordings in an entry", "has more");
            return;
        }
        Map<String, Set<String>> byLanguage = switch (use) {
            case PREFERRED -> preferred;
            case ACCEPTED -> accepted;
            case FORBIDDEN -> forbidden;
        };
        byLanguage.computeIfAbsent(language, key -> new LinkedHashSet<>()).add(clean);
    }

    /** Notes what is wrong, unless something was before. */
    void refuse(String code, String expected, String but) {
        if (fault == null) {
            fault = new Refusal(
                    code,
                    "Expected " + expected + ", but the entry in line " + line + " " + but
                            + ". Correct the entry, or remove it.");
        }
    }

    /**
     * The term it makes; null when something is wrong with it.
     *
     * @param taken the ids of the entries before it, to which its own is added
     */
    private @Nullable GlossaryTerm term(
            @Nullable String id, Set<String> taken, boolean doNotTranslate, @Nullable String note) {
        String own = id == null || id.isBlank() ? "line-" + line : id.strip();
        if (own.length() > LONGEST_ID || own.chars().anyMatch(Character::isISOControl)) {
            refuse(
                    "id-invalid",
                    "ids of at most " + LONGEST_ID + " characters without control characters",
                    "has another one");
        } else if (!taken.add(own)) {
            refuse("id-repeated", "an id of its own for every entry", "has '" + Excerpt.of(own) + "' as well");
        }
        Map<String, Set<String>> all = new LinkedHashMap<>(preferred);
        accepted.forEach((language, others) -> {
            Set<String> both = new LinkedHashSet<>(all.getOrDefault(language, Set.of()));
            both.addAll(others);
            all.put(language, both);
        });
        if (all.isEmpty() && forbidden.isEmpty()) {
            refuse("term-missing", "a term in every entry", "has none");
        }
        forbidden.forEach((language, others) -> {
            if (!Collections.disjoint(all.getOrDefault(language, Set.of()), others)) {
                refuse("term-contradicted", "no wording both accepted and forbidden", "has one in " + language);
            }
        });
        return fault != null
                ? null
                : new GlossaryTerm(
                        own,
                        lists(all),
                        lists(forbidden),
                        doNotTranslate,
                        note == null || note.isBlank() ? null : note.strip());
    }

    private static Map<String, List<String>> lists(Map<String, Set<String>> wordings) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        wordings.forEach((language, set) -> lists.put(language, List.copyOf(set)));
        return lists;
    }

    /** Entries of a file, one after the other. */
    static final class Gathered {

        private static final int MOST_FAULTS = 1_000;

        private final List<GlossaryTerm> terms = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final List<GlossaryReading.Fault> faults = new ArrayList<>();
        private int leftOut;

        void add(TermEntry entry, @Nullable String id, boolean doNotTranslate, @Nullable String note) {
            GlossaryTerm term = entry.term(id, ids, doNotTranslate, note);
            Refusal fault = entry.fault;
            if (term != null) {
                terms.add(term);
            } else if (fault != null) {
                leftOut++;
                if (faults.size() < MOST_FAULTS) {
                    faults.add(new GlossaryReading.Fault(entry.line, fault));
                }
            }
        }

        GlossaryReading reading() {
            return new GlossaryReading.Read(terms, leftOut, faults);
        }
    }
}
