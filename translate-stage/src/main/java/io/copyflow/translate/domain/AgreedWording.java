package io.copyflow.translate.domain;

import java.util.List;

/**
 * What the glossary has for something that a source text says.
 *
 * @param term as the glossary has it in the source's language
 * @param wordings in the language of the translation, the preferred one first
 */
public record AgreedWording(String term, List<String> wordings) {

    public AgreedWording {
        wordings = List.copyOf(wordings);
    }
}
