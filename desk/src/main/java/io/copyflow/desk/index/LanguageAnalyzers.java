package io.copyflow.desk.index;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;

/**
 * How texts are cut into terms: each field of text by its language. Chinese, Japanese and Korean go by pairs of
 * characters, which need no dictionary and miss no name; languages that Lucene has no stems for, Kazakh, Thai and
 * Swahili among them, go by Unicode's words, folded.
 */
final class LanguageAnalyzers extends AnalyzerWrapper {

    /** Names of people, in any script. */
    static final String PEOPLE = "people";

    private static final String TEXT = "text:";
    private static final Analyzer AS_IT_IS = new KeywordAnalyzer();

    private final Map<String, Analyzer> byField = new ConcurrentHashMap<>();

    LanguageAnalyzers() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    /** The field that holds texts of a language. */
    static String field(String languageTag) {
        return TEXT + languageTag;
    }

    static boolean isText(String field) {
        return field.startsWith(TEXT);
    }

    /** The language whose texts a field holds. */
    static String language(String field) {
        return field.substring(TEXT.length());
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        return isText(field)
                ? byField.computeIfAbsent(field, name -> of(language(name)))
                : field.equals(PEOPLE) ? byField.computeIfAbsent(field, name -> new FoldedWords()) : AS_IT_IS;
    }

    private static Analyzer of(String languageTag) {
        return switch (Locale.forLanguageTag(languageTag).getLanguage()) {
            case "ar" -> new ArabicAnalyzer();
            case "de" -> new GermanAnalyzer();
            case "el" -> new GreekAnalyzer();
            case "en" -> new EnglishAnalyzer();
            case "es" -> new SpanishAnalyzer();
            case "fr" -> new FrenchAnalyzer();
            case "it" -> new ItalianAnalyzer();
            case "pt" -> new PortugueseAnalyzer();
            case "ru" -> new RussianAnalyzer();
            case "zh", "ja", "ko" -> new CJKAnalyzer();
            default -> new FoldedWords();
        };
    }

    private static final class FoldedWords extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new UnicodeWords();
            return new TokenStreamComponents(words, new Folding(words));
        }

        @Override
        protected TokenStream normalize(String field, TokenStream in) {
            return new Folding(in);
        }
    }
}
