package io.copyflow.ingest.gateway;

import io.copyflow.contract.StatedTime;
import io.copyflow.ingest.domain.Embargo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Embargoes as items state them. Source: docs/semantics.md, rule 4. */
final class Embargoes {

    private Embargoes() {}

    /** An embargo without a time, or with one nobody can read, is open-ended: rather too late than too early. */
    static Embargo of(@Nullable String stated, String path, Notes notes) {
        String time = stated == null ? "" : stated.strip();
        if (time.isEmpty()) {
            notes.add("Took the embargo at " + path + ", which has no time, as open-ended");
            return Embargo.openEnded(null);
        }
        Instant until = time(time);
        if (until == null) {
            notes.add("Took the embargo at " + path + " as open-ended, because its time is none with a zone, such as"
                    + " 2026-07-01T06:00:00Z");
            return Embargo.openEnded(null);
        }
        return Embargo.until(until);
    }

    private static @Nullable Instant time(String stated) {
        // NITF writes times without punctuation
        String spelled = stated.replaceFirst(
                "^(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)(Z|[+-]\\d\\d:?\\d\\d)$", "$1-$2-$3T$4:$5:$6$7");
        try {
            return StatedTime.checked(OffsetDateTime.parse(spelled.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
