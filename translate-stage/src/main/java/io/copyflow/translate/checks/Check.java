package io.copyflow.translate.checks;

import io.copyflow.translate.domain.Warning;
import java.util.List;

/** Looks at one segment for one kind of fault. Takes time about in proportion to the text. */
interface Check {

    /** At most a few warnings. */
    List<Warning> look(Pair pair);
}
