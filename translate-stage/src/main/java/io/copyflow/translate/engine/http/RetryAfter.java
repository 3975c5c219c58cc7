package io.copyflow.translate.engine.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** Between nothing and an hour; null when there is no telling. */
    static @Nullable Duration read(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        String stripped = value.strip();
        if (stripped.matches("\\d{1,9}")) {
            return bounded(Duration.ofSeconds(Integer.parseInt(stripped)));
        }
        try {
            Instant until = ZonedDateTime.parse(stripped, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return bounded(Duration.between(now, until));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
