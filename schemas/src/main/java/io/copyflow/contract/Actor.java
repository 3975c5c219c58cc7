package io.copyflow.contract;

import java.util.Set;

/**
 * Somebody who asks for something, with what the directory says of them.
 *
 * @param id the person's id
 * @param known whether the directory has them
 * @param roles what they may do; empty when not known
 * @param languages BCP 47 tags of the languages they do it in; empty when not known
 */
public record Actor(String id, boolean known, Set<Role> roles, Set<String> languages) {

    public Actor {
        roles = Set.copyOf(roles);
        languages = Set.copyOf(languages);
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
