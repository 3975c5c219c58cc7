package io.copyflow.ingest;

import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.PictureRules;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import java.util.EnumSet;
import java.util.Set;

/** The setting {@code media.require}: which texts a picture must have. */
public final class RequiredTexts {

    private static final Set<SegmentKind> TEXTS =
            EnumSet.of(SegmentKind.ALTERNATIVE_TEXT, SegmentKind.CAPTION, SegmentKind.CREDIT);

    private RequiredTexts() {}

    /** @throws StageFailure with code {@code setting-malformed} */
    public static PictureRules of(Configuration configuration) {
        Set<SegmentKind> kinds = EnumSet.noneOf(SegmentKind.class);
        for (String label : configuration.words(Setting.MEDIA_REQUIRE)) {
            kinds.add(TEXTS.stream()
                    .filter(kind -> kind.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new StageFailure(
                            "setting-malformed",
                            "Expected alternative-text, caption or credit for media.require, but got '" + label
                                    + "'. Correct it.")));
        }
        return new PictureRules(kinds);
    }
}
