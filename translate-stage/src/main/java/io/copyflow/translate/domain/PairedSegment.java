package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;

/** A segment of a version with the source it rests on; neither is blank. */
public record PairedSegment(Passage source, TranslatedSegment target) {}
