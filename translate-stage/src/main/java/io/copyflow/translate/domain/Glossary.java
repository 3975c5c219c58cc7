package io.copyflow.translate.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a newsroom has agreed to call things.
 *
 * @param terms what has an agreed wording
 * @param forbidden wordings nobody should use
 * @param verbatim wordings that stay as they are in every language, such as names of brands
 */
public record Glossary(List<Term> terms, List<Forbidden> forbidden, List<String> verbatim) {

    /** A newsroom that has agreed on nothing. */
    public static final Glossary EMPTY = new Glossary(List.of(), List.of(), List.of());

    public Glossary {
        terms = List.copyOf(terms);
        forbidden = List.copyOf(forbidden);
        verbatim = List.copyOf(verbatim);
    }

    /**
     * One thing and what it is called.
     *
     * @param wordings for each BCP 47 tag the accepted wordings in their basic form, the preferred one first
     */
    public record Term(Map<String, List<String>> wordings) {

        public Term {
            Map<String, List<String>> copy = new LinkedHashMap<>();
            wordings.forEach((language, accepted) -> copy.put(language, List.copyOf(accepted)));
            wordings = Map.copyOf(copy);
        }

        /** The accepted wordings in a language; none where it has none. {@code zh-Hans} falls back to {@code zh}. */
        public List<String> in(String language) {
            for (String tag = language; ; tag = tag.substring(0, tag.lastIndexOf('-'))) {
                List<String> accepted = wordings.get(tag);
                if (accepted != null) {
                    return accepted;
                }
                if (tag.indexOf('-') < 0) {
                    return List.of();
                }
            }
        }
    }

    /**
     * A wording nobody should use.
     *
     * @param language BCP 47; {@code zh} also holds for {@code zh-Hans}
     * @param wording in its basic form
     * @param instead what to write; null where nothing was agreed
     */
    public record Forbidden(
            String language, String wording, @Nullable String instead) {

        public boolean holdsFor(String tag) {
            return tag.equals(language) || tag.startsWith(language + "-");
        }
    }
}
