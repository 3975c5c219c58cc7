package io.copyflow.review.wire;

import io.copyflow.review.domain.Waiver;
import io.copyflow.review.domain.Warning;
import io.copyflow.schemas.review.VersionWarning;
import io.copyflow.schemas.translation.TranslationWarning;
import io.copyflow.schemas.translation.WarningSeverity;
import java.util.List;

/** Warnings and their waivers, from and to Avro. */
final class WarningWire {

    private WarningWire() {}

    /** What a waiver needs to know of a submission's warnings: their sentences stay in the submission. */
    static List<Warning> digest(List<TranslationWarning> warnings) {
        return warnings.stream()
                .map(warning -> new Warning(warning.getCheck(), read(warning.getSeverity()), warning.getSegmentId()))
                .toList();
    }

    static List<VersionWarning> warnings(List<Warning> warnings) {
        return warnings.stream()
                .map(warning -> new VersionWarning(warning.check(), write(warning.severity()), warning.segmentId()))
                .toList();
    }

    static List<Warning> readWarnings(List<VersionWarning> warnings) {
        return warnings.stream()
                .map(warning -> new Warning(warning.getCheckId(), read(warning.getSeverity()), warning.getSegmentId()))
                .toList();
    }

    static List<io.copyflow.schemas.review.Waiver> waivers(List<Waiver> waivers) {
        return waivers.stream()
                .map(waiver -> new io.copyflow.schemas.review.Waiver(
                        waiver.check(), waiver.segmentId(), waiver.person(), waiver.reason(), waiver.waivedAt()))
                .toList();
    }

    static List<Waiver> readWaivers(List<io.copyflow.schemas.review.Waiver> waivers) {
        return waivers.stream()
                .map(waiver -> new Waiver(
                        waiver.getCheckId(),
                        waiver.getSegmentId(),
                        waiver.getPerson(),
                        waiver.getReason(),
                        waiver.getWaivedAt()))
                .toList();
    }

    private static Warning.Severity read(WarningSeverity severity) {
        return switch (severity) {
            case UNKNOWN -> Warning.Severity.UNKNOWN;
            case MINOR -> Warning.Severity.MINOR;
            case MAJOR -> Warning.Severity.MAJOR;
        };
    }

    private static WarningSeverity write(Warning.Severity severity) {
        return switch (severity) {
            case UNKNOWN -> WarningSeverity.UNKNOWN;
            case MINOR -> WarningSeverity.MINOR;
            case MAJOR -> WarningSeverity.MAJOR;
        };
    }
}
