package io.copyflow.contract;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may do what, and whether it is them: the same sentences in every stage. */
public final class Rights {

    private Rights() {}

    /**
     * Whether the actor has one of the roles, and what vouches for them is enough.
     *
     * @return null when it is so, else the refusal {@code unknown-person}, {@code role-missing} or one of
     *     {@link Signatures}
     */
    public static @Nullable Refusal refusal(Actor actor, String deed, Role... oneOf) {
        if (!actor.known()) {
            return new Refusal(
                    "unknown-person",
                    "Expected somebody in the directory to " + deed + ", but it has no person '" + actor.id()
                            + "'. Check the id, or add the person to newsroom.yaml and run 'copyflow apply'.");
        }
        if (Arrays.stream(oneOf).noneMatch(actor::has)) {
            return new Refusal(
                    "role-missing",
                    "Expected " + labels(oneOf) + " to " + deed + ", but " + actor.id() + " is " + held(actor)
                            + ". Ask a colleague who has the role, or have it added in newsroom.yaml.");
        }
        return Signatures.refusal(actor, deed);
    }

    /**
     * Whether the actor has one of the roles, what vouches for them is enough, and they work in the language.
     *
     * @return null when it is so, else the refusal {@code unknown-person}, {@code role-missing}, one of
     *     {@link Signatures}, or {@code wrong-language}
     */
    public static @Nullable Refusal refusal(Actor actor, String deed, String language, Role... oneOf) {
        Refusal refusal = refusal(actor, deed, oneOf);
        if (refusal != null || actor.worksIn(language)) {
            return refusal;
        }
        return new Refusal(
                "wrong-language",
                "Expected somebody who works in " + language + " to " + deed + ", but " + actor.id() + " works in "
                        + (actor.languages().isEmpty()
                                ? "no language"
                                : actor.languages().stream().sorted().collect(Collectors.joining(", ")))
                        + ". Ask a colleague of that edition, or have the language added in newsroom.yaml.");
    }

    private static String labels(Role... roles) {
        return Arrays.stream(roles).map(Role::label).collect(Collectors.joining(" or "));
    }

    private static String held(Actor actor) {
        return actor.roles().isEmpty()
                ? "without a role"
                : actor.roles().stream().map(Role::label).sorted().collect(Collectors.joining(", "));
    }
}
