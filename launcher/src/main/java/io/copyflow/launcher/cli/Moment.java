package io.copyflow.launcher.cli;

import io.copyflow.contract.StatedTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as people type it, the same for every option: a day such as {@code 2026-03-03}, which is when it begins, or
 * {@code 2026-03-03T14:05}, both in local time; or with an offset, such as {@code 2026-03-03T13:05:00Z}.
 */
final class Moment implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return StatedTime.checked(LocalDate.parse(text)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant());
            }
            return StatedTime.checked(
                    text.matches(".*T.*(Z|[+-][0-9:]+)")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text)
                                    .atZone(ZoneId.systemDefault())
                                    .toInstant());
        } catch (DateTimeException e) {
            throw new TypeConversionException("Expected a day such as 2026-03-03, or a time such as 2026-03-03T14:05"
                    + " (local) or 2026-03-03T13:05:00Z, but got '" + text + "'.");
        }
    }
}
