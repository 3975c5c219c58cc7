package io.copyflow.launcher.proof;

import io.copyflow.contract.Role;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether people had the right to what they did, when they did it. */
final class RightsThen {

    private final DirectoryHistory directory;
    private final Findings findings;

    RightsThen(DirectoryHistory directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
    }

    /** In whatever language. */
    void demand(Fact<?> fact, String person, String deed, Role... oneOf) {
        tell(fact, person, deed, directory.missing(person, fact.at(), deed, oneOf), "", oneOf);
    }

    /** In the fact's language. */
    void demandFor(String language, Fact<?> fact, String person, String deed, Role... oneOf) {
        tell(
                fact,
                person,
                deed,
                directory.missingFor(language, person, fact.at(), deed, oneOf),
                " for " + language,
                oneOf);
    }

    /** Whatever they are. */
    void demandKnown(Fact<?> fact, String person, String deed) {
        if (!directory.mayHaveKnown(person, fact.at())) {
            findings.add(
                    Fault.RIGHT_MISSING,
                    fact,
                    "Expected " + person + " to be in the directory at " + fact.at() + " to " + deed
                            + ", but by its history they were not then.");
        }
    }

    private void tell(Fact<?> fact, String person, String deed, @Nullable String missing, String where, Role... oneOf) {
        if (missing != null) {
            findings.add(
                    Fault.RIGHT_MISSING,
                    fact,
                    "Expected " + person + " to be "
                            + Arrays.stream(oneOf).map(Role::label).collect(Collectors.joining(" or "))
                            + where + " at " + fact.at() + " to " + deed + ", but by the directory's history they were"
                            + " not then (" + missing + ").");
        }
    }
}
