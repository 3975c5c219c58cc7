package io.copyflow.launcher.bots;

import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.TranslatedSegment;
import java.util.List;

/** Where the bots take translations from. */
public interface Translations {

    /** The translation of a source text into a language, every segment of it. */
    List<TranslatedSegment> translate(String language, List<Segment> source);
}
