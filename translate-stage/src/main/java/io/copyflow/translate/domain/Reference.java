package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import java.util.List;

/**
 * What a submission is compared with.
 *
 * @param source text of the source's newest revision
 * @param metadata what is published with the text, as in that revision
 */
public record Reference(List<Passage> source, PublishedMetadata metadata, Glossary glossary) {

    public Reference {
        source = List.copyOf(source);
    }
}
