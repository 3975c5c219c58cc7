package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import org.jspecify.annotations.Nullable;

/**
 * The translation of one source segment, as accepted.
 *
 * @param passage id of the source segment, text in NFC, marks in order of their start
 * @param origin who or what made the text
 * @param originDetail the story of the memory or the engine of the machine; null for a person
 */
public record TranslatedSegment(
        Passage passage, Origin origin, @Nullable String originDetail) {}
