package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import java.util.List;

/**
 * What a submission is compared with.
 *
 * @param source text of the source's newest revision
 */
public record Reference(List<Passage> source, Glossary glossary) {

    public Reference {
        source = List.copyOf(source);
    }
}
