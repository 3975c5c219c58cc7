package io.copyflow.translate.wire;

import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.TermWordings;
import io.copyflow.schemas.directory.VerbatimWording;
import io.copyflow.translate.domain.Glossary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The glossary of the directory, read anew only when the directory changed: the checks keep what they prepared for as long
 * as they are given the same object. Safe for threads.
 */
public final class DirectoryGlossary {

    private @Nullable Object readAt;
    private Glossary glossary = Glossary.EMPTY;

    /** The same object as before unless the directory's glossary is another. */
    public synchronized Glossary of(Directory directory) {
        Object now = directory.state();
        if (readAt != now) {
            Glossary read = read(directory);
            // a person who came or went is no reason to prepare ten thousand terms again
            if (!read.equals(glossary)) {
                glossary = read;
            }
            readAt = now;
        }
        return glossary;
    }

    private static Glossary read(Directory directory) {
        return new Glossary(
                directory.terms().stream().map(DirectoryGlossary::term).toList(),
                directory.forbiddenWordings().stream()
                        .map(forbidden -> new Glossary.Forbidden(
                                forbidden.getLanguage(), forbidden.getWording(), forbidden.getInstead()))
                        .toList(),
                directory.verbatimWordings().stream()
                        .map(VerbatimWording::getWording)
                        .toList());
    }

    private static Glossary.Term term(GlossaryTerm term) {
        Map<String, List<String>> wordings = new LinkedHashMap<>();
        for (TermWordings language : term.getLanguages()) {
            wordings.put(language.getLanguage(), language.getWordings());
        }
        return new Glossary.Term(wordings);
    }
}
