package io.copyflow.desk.index;

import io.copyflow.desk.model.Standing;
import java.io.IOException;
import java.text.BreakIterator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Versions that were found, the best first.
 *
 * @param count how many there are; {@code hits} may be fewer
 */
public record Found(int count, List<Hit> hits) {

    private static final Sort NEWEST = new Sort(new SortField(Documents.HANDED_IN, SortField.Type.LONG, true));
    private static final Sort BEST =
            new Sort(SortField.FIELD_SCORE, new SortField(Documents.HANDED_IN, SortField.Type.LONG, true));
    private static final Set<String> SHOWN = Set.of(
            Documents.VERSION_OF,
            Documents.LANGUAGE,
            Documents.STANDING,
            Documents.HEADLINE,
            Documents.TEXT,
            Documents.HANDED_IN);
    private static final int PASSAGES = 2;

    /**
     * In so many characters from its beginning a text's excerpt is looked for: four thousand words, more than nearly any story
     * has.
     */
    private static final int EXCERPTED = 20_000;

    /** @param excerpt where the words stand, or the text's beginning */
    public record Hit(
            String storyId, String language, Standing standing, String headline, Instant at, List<Run> excerpt) {}

    /** A stretch of text that is what was looked for, or is not. */
    public record Run(String text, boolean hit) {}

    static Found of(IndexSearcher searcher, LanguageAnalyzers analyzers, SearchQuestion question) throws IOException {
        Query words = words(searcher, analyzers, question);
        BooleanQuery.Builder query = filters(question);
        if (words != null) {
            query.add(words, Occur.MUST);
        }
        Query all = query.build();
        int count = searcher.count(all);
        StoredFields stored = searcher.storedFields();
        UnifiedHighlighter highlighter = UnifiedHighlighter.builderWithoutSearcher(analyzers)
                .withFormatter(new Runs())
                .withBreakIterator(() -> BreakIterator.getSentenceInstance(Locale.ROOT))
                .build();
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc hit :
                searcher.search(all, Math.max(1, question.limit()), words == null ? NEWEST : BEST).scoreDocs) {
            Document document = stored.document(hit.doc, SHOWN);
            String language = document.get(Documents.LANGUAGE);
            hits.add(new Hit(
                    document.get(Documents.VERSION_OF),
                    language,
                    Standing.valueOf(document.get(Documents.STANDING)),
                    document.get(Documents.HEADLINE),
                    Documents.time(document, Documents.HANDED_IN),
                    excerpt(highlighter, words, language, document.get(Documents.TEXT))));
        }
        return new Found(count, hits);
    }

    /** The highlighter has no bound of its own for texts that are handed to it. */
    private static String beginning(String text) {
        if (text.length() <= EXCERPTED) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(EXCERPTED - 1)) ? EXCERPTED - 1 : EXCERPTED);
    }

    @SuppressWarnings("unchecked") // the formatter gives nothing else
    private static List<Run> excerpt(
            UnifiedHighlighter highlighter, @Nullable Query words, String language, String text) throws IOException {
        if (words != null) {
            Object found = highlighter.highlightWithoutSearcher(
                    LanguageAnalyzers.field(language), words, beginning(text), PASSAGES);
            if (found instanceof List<?> runs && !runs.isEmpty()) {
                return (List<Run>) runs;
            }
        }
        int after = text.indexOf('\n') + 1;
        int end = Math.min(text.length(), after + 200);
        return List.of(new Run(text.substring(after, end) + (end < text.length() ? "…" : ""), false));
    }

    /** In every language there is a text in, as its words are cut there; by name; and a story's id. */
    private static @Nullable Query words(IndexSearcher searcher, LanguageAnalyzers analyzers, SearchQuestion question) {
        String typed = question.words().strip();
        if (typed.isEmpty()) {
            return null;
        }
        QueryBuilder terms = new QueryBuilder(analyzers);
        boolean together = typed.length() > 2 && isQuote(typed.charAt(0)) && isQuote(typed.charAt(typed.length() - 1));
        List<Query> ways = new ArrayList<>();
        for (String field : FieldInfos.getIndexedFields(searcher.getIndexReader())) {
            boolean isWanted = LanguageAnalyzers.isText(field)
                    ? question.language() == null
                            || LanguageAnalyzers.language(field).equals(question.language())
                    : field.equals(LanguageAnalyzers.PEOPLE);
            if (isWanted) {
                Query way = together
                        ? terms.createPhraseQuery(field, typed)
                        : terms.createBooleanQuery(field, typed, Occur.MUST);
                if (way != null) {
                    ways.add(way);
                }
            }
        }
        ways.add(term(Documents.VERSION_OF, typed.toLowerCase(Locale.ROOT)));
        return new DisjunctionMaxQuery(ways, 0.1f);
    }

    private static boolean isQuote(char c) {
        return "\"“”„«»「」『』".indexOf(c) >= 0;
    }

    private static BooleanQuery.Builder filters(SearchQuestion question) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(
                LongPoint.newRangeQuery(
                        Documents.HANDED_IN,
                        question.from() == null
                                ? Long.MIN_VALUE
                                : question.from().toEpochMilli(),
                        question.until() == null
                                ? Long.MAX_VALUE
                                : question.until().toEpochMilli() - 1),
                Occur.FILTER);
        if (question.language() != null) {
            query.add(term(Documents.LANGUAGE, question.language()), Occur.FILTER);
        }
        if (question.standing() != null) {
            query.add(term(Documents.STANDING, question.standing().name()), Occur.FILTER);
        }
        if (question.desk() != null) {
            query.add(term(Documents.DESK, question.desk()), Occur.FILTER);
        }
        return query;
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    /** Passages as runs, so that a template escapes them like any other text. */
    private static final class Runs extends PassageFormatter {

        @Override
        public Object format(Passage[] passages, String content) {
            List<Run> runs = new ArrayList<>();
            for (Passage passage : passages) {
                if (passage.getNumMatches() == 0) {
                    continue;
                }
                if (!runs.isEmpty()) {
                    runs.add(new Run(" … ", false));
                }
                int at = passage.getStartOffset();
                for (int i = 0; i < passage.getNumMatches(); i++) {
                    int start = Math.max(at, passage.getMatchStarts()[i]);
                    int end = Math.min(passage.getEndOffset(), passage.getMatchEnds()[i]);
                    if (start > at) {
                        runs.add(new Run(content.substring(at, start), false));
                    }
                    if (end > start) {
                        runs.add(new Run(content.substring(start, end), true));
                    }
                    at = Math.max(at, end);
                }
                if (passage.getEndOffset() > at) {
                    runs.add(new Run(
                            content.substring(at, passage.getEndOffset()).stripTrailing(), false));
                }
            }
            return runs;
        }
    }
}
