package io.copyflow.launcher.bots;

import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import java.util.Collection;
import java.util.List;

/** Who could do what, from the directory. */
public final class Roster {

    private final List<Person> people;

    public Roster(Collection<Person> people) {
        this.people = List.copyOf(people);
    }

    /** Ids of people with a role who work in a language, without those named. */
    List<String> with(Role role, String language, Collection<String> without) {
        return people.stream()
                .filter(person -> person.getRoles().contains(role)
                        && person.getLanguages().contains(language)
                        && !without.contains(person.getId()))
                .map(Person::getId)
                .toList();
    }
}
