package io.copyflow.contract;

import java.util.Set;

/**
 * Somebody who asks for something, with what the directory says of them.
 *
 * @param id the person's id
 * @param known whether the directory has them
 * @param roles what they may do; empty when not known
 * @param languages BCP 47 tags of the languages they do it in; empty when not known
 * @param vouching what vouches for it that they are the one who asks
 */
public record Actor(String id, boolean known, Set<Role> roles, Set<String> languages, Vouching vouching) {

    public Actor {
        roles = Set.copyOf(roles);
        languages = Set.copyOf(languages);
    }

    /** Somebody of whom no signature is asked. */
    public Actor(String id, boolean known, Set<Role> roles, Set<String> languages) {
        this(id, known, roles, languages, new Vouching.NotAsked());
    }

    /** The same person, for whom this vouches. */
    public Actor vouchedBy(Vouching other) {
        return new Actor(id, known, roles, languages, other);
    }

    /** Somebody the directory does not have. */
    public static Actor unknown(String id) {
        return new Actor(id, false, Set.of(), Set.of());
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean worksIn(String language) {
        return languages.contains(language);
    }
}
