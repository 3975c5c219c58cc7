package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Glossary.Forbidden;
import io.copyflow.translate.domain.Warning;
import java.util.ArrayList;
import java.util.List;

/** {@link CheckKind#FORBIDDEN} */
final class ForbiddenCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        List<Warning> warnings = new ArrayList<>();
        for (Forbidden forbidden : pair.glossary().forbidden().in(pair.target().words())) {
            String found = Pair.cut(forbidden.wording());
            String instead = forbidden.instead();
            warnings.add(pair.warning(
                    CheckKind.FORBIDDEN,
                    "The glossary forbids “" + found + "”. "
                            + (instead == null ? "Say it otherwise." : "Write “" + Pair.cut(instead) + "”."),
                    instead,
                    found));
        }
        return warnings;
    }
}
