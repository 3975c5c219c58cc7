package io.copyflow.review.wire;

import io.copyflow.contract.Role;
import io.copyflow.review.domain.BrokenGlass;
import io.copyflow.review.domain.Countersignature;
import io.copyflow.review.domain.Emergency;
import io.copyflow.schemas.state.GlassState;
import org.jspecify.annotations.Nullable;

/** Broken glass, from and to Avro. */
final class GlassWire {

    private GlassWire() {}

    static io.copyflow.schemas.review.BrokenGlass write(Emergency emergency) {
        BrokenGlass glass = emergency.glass();
        Countersignature by = emergency.countersignature();
        return new io.copyflow.schemas.review.BrokenGlass(
                glass.person(),
                write(glass.role()),
                glass.reason(),
                glass.brokenAt(),
                by.person(),
                write(by.role()),
                by.signedAt());
    }

    static @Nullable GlassState state(@Nullable BrokenGlass glass) {
        return glass == null
                ? null
                : new GlassState(glass.person(), write(glass.role()), glass.reason(), glass.brokenAt());
    }

    static @Nullable BrokenGlass read(@Nullable GlassState state) {
        return state == null
                ? null
                : new BrokenGlass(state.getPerson(), read(state.getRole()), state.getReason(), state.getBrokenAt());
    }

    static io.copyflow.schemas.directory.Role write(Role role) {
        return switch (role) {
            case REPORTER -> io.copyflow.schemas.directory.Role.REPORTER;
            case TRANSLATOR -> io.copyflow.schemas.directory.Role.TRANSLATOR;
            case EDITOR -> io.copyflow.schemas.directory.Role.EDITOR;
            case WEB_EDITOR -> io.copyflow.schemas.directory.Role.WEB_EDITOR;
            case CHIEF -> io.copyflow.schemas.directory.Role.CHIEF;
            case OPERATOR -> io.copyflow.schemas.directory.Role.OPERATOR;
            case MACHINE -> io.copyflow.schemas.directory.Role.MACHINE;
        };
    }

    /** The stage writes no role that it does not know. */
    private static Role read(io.copyflow.schemas.directory.Role role) {
        return switch (role) {
            case REPORTER -> Role.REPORTER;
            case TRANSLATOR -> Role.TRANSLATOR;
            case EDITOR -> Role.EDITOR;
            case WEB_EDITOR -> Role.WEB_EDITOR;
            case CHIEF -> Role.CHIEF;
            case OPERATOR -> Role.OPERATOR;
            case MACHINE -> Role.MACHINE;
            case UNKNOWN -> throw new IllegalArgumentException("The glass was broken as nobody this version knows");
        };
    }
}
