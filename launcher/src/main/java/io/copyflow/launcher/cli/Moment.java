package io.copyflow.launcher.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people type it: {@code 2026-03-03T14:05} in local time, or {@code 2026-03-03T13:05:00Z}. */
final class Moment implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException("Expected a time such as 2026-03-03T14:05 (local) or"
                    + " 2026-03-03T13:05:00Z, but got '" + text + "'.");
        }
    }
}
