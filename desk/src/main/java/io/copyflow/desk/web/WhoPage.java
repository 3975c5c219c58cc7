package io.copyflow.desk.web;

import io.copyflow.contract.Role;
import io.copyflow.schemas.directory.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of the directory, for somebody to say who they are.
 *
 * @param to where they wanted to go
 */
public record WhoPage(Frame frame, String to, List<Group> groups) {

    /** People who have a role as their first. */
    public record Group(Role role, List<Choice> people) {}

    public record Choice(
            String id,
            String name,
            List<Role> roles,
            List<String> languages,
            @Nullable String desk) {}

    static WhoPage of(Visit visit) {
        List<Group> groups = new ArrayList<>();
        List<Person> people = visit.directory().people();
        for (Role role : Role.values()) {
            List<Choice> choices = people.stream()
                    .filter(person -> role == first(visit, person))
                    .map(person -> new Choice(
                            person.getId(),
                            person.getName(),
                            visit.directory().actor(person.getId()).roles().stream()
                                    .sorted()
                                    .toList(),
                            person.getLanguages(),
                            person.getDesk()))
                    .sorted(Comparator.comparing(Choice::name))
                    .toList();
            // a program works by itself
            if (!choices.isEmpty() && role != Role.MACHINE) {
                groups.add(new Group(role, choices));
            }
        }
        String to = visit.query("to");
        return new WhoPage(visit.frame("who", visit.say("who.title")), to == null ? "/" : to, groups);
    }

    private static @Nullable Role first(Visit visit, Person person) {
        return visit.directory().actor(person.getId()).roles().stream()
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
