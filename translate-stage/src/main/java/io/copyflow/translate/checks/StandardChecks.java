package io.copyflow.translate.checks;

import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.AgreedWording;
import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.QualityChecks;
import io.copyflow.translate.domain.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The checks of {@link CheckKind}, in its order, by Unicode's data. Source: docs/semantics.md, rule 11.
 *
 * <p>Safe for threads; make one and keep it, since what it learns of a language takes a while the first time. At most
 * {@value QualityChecks#MOST_WARNINGS} warnings are given for a text.
 */
public final class StandardChecks implements QualityChecks {

    /** Languages kept; more than any newsroom has, fewer than anybody can name. */
    private static final int MOST_LANGUAGES = 100;

    private static final List<Check> CHECKS = List.of(
            new NumbersCheck(),
            new PercentCheck(),
            new CurrencyCheck(),
            new DatesCheck(),
            new MarksCheck(),
            new LinksCheck(),
            new TokensCheck(),
            new GlossaryCheck(),
            new ForbiddenCheck(),
            new VerbatimCheck(),
            new ScriptCheck(),
            new LettersCheck(),
            new LengthCheck(),
            new EndingCheck(),
            new RepeatedCheck(),
            new UntranslatedCheck(),
            new DirectionCheck(),
            new BracketsCheck());

    private record Kept(Glossary glossary, PreparedGlossary prepared) {}

    private record Languages(String source, String target) {}

    private final ThreadLocal<RecentSides> sources = ThreadLocal.withInitial(RecentSides::new);
    private final Map<String, Language> languages = new ConcurrentHashMap<>();
    private final Map<Languages, Kept> glossaries = new ConcurrentHashMap<>();

    @Override
    public List<Warning> check(
            String sourceLanguage, List<Passage> source, String language, List<Passage> target, Glossary glossary) {
        Language from = language(sourceLanguage);
        Language to = language(language);
        PreparedGlossary prepared = prepared(glossary, from, to);
        Map<String, Passage> translations = new HashMap<>();
        target.forEach(passage -> translations.put(passage.id(), passage));
        List<Warning> warnings = new ArrayList<>();
        for (Passage passage : source) {
            Passage translation = translations.get(passage.id());
            if (translation == null
                    || passage.text().isBlank()
                    || translation.text().isBlank()) {
                continue;
            }
            Pair pair = Pair.of(sources.get().side(from, passage), new Side(to, translation), prepared);
            for (Check check : CHECKS) {
                warnings.addAll(check.look(pair));
            }
            if (warnings.size() >= MOST_WARNINGS) {
                return List.copyOf(warnings.subList(0, MOST_WARNINGS));
            }
        }
        return List.copyOf(warnings);
    }

    /** What a glossary has for a source text, in the order of the text. */
    public List<AgreedWording> terms(String sourceLanguage, Passage source, String language, Glossary glossary) {
        Language from = language(sourceLanguage);
        PreparedGlossary prepared = prepared(glossary, from, language(language));
        return prepared.terms().in(new Side(from, source).words()).stream()
                .map(term -> new AgreedWording(term.in(sourceLanguage).getFirst(), prepared.wordings(term)))
                .toList();
    }

    private Language language(String tag) {
        if (languages.size() >= MOST_LANGUAGES && !languages.containsKey(tag)) {
            return new Language(tag);
        }
        return languages.computeIfAbsent(tag, Language::new);
    }

    private PreparedGlossary prepared(Glossary glossary, Language source, Language target) {
        Languages pair = new Languages(source.tag(), target.tag());
        Kept kept = glossaries.get(pair);
        if (kept == null || kept.glossary() != glossary) {
            kept = new Kept(glossary, new PreparedGlossary(glossary, source, target));
            if (glossaries.size() < MOST_LANGUAGES * MOST_LANGUAGES) {
                glossaries.put(pair, kept);
            }
        }
        return kept.prepared();
    }
}
