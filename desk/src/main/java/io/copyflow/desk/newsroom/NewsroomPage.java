package io.copyflow.desk.newsroom;

import io.copyflow.contract.Role;
import io.copyflow.desk.web.Frame;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newsroom.
 *
 * @param newsroom null while nothing was applied
 */
public record NewsroomPage(
        Frame frame,
        @Nullable Newsroom newsroom,
        List<Person> people,
        List<EditionRow> editions,
        List<Channel> channels) {

    /** @param roles in their order */
    public record Person(
            String id,
            String name,
            List<Role> roles,
            List<String> languages,
            @Nullable String desk,
            @Nullable String bureau) {}

    /** @param signOffs how many sign a version of it: its own number, or the newsroom's */
    public record EditionRow(Edition edition, int signOffs, boolean allowsBreakGlass) {}

    static NewsroomPage of(Frame frame, Directory directory) {
        return new NewsroomPage(
                frame,
                directory.newsroom(),
                directory.people().stream()
                        .map(person -> new Person(
                                person.getId(),
                                person.getName(),
                                directory.actor(person.getId()).roles().stream()
                                        .sorted()
                                        .toList(),
                                person.getLanguages(),
                                person.getDesk(),
                                person.getBureau()))
                        .sorted(Comparator.comparing(Person::name))
                        .toList(),
                directory.editions().stream()
                        .map(edition -> new EditionRow(
                                edition,
                                directory.signOffs(edition.getLanguage()),
                                directory.allowsBreakGlass(edition.getLanguage())))
                        .toList(),
                directory.channels());
    }

    /** The word for one of some choices; a dash for none. */
    public String word(String kind, @Nullable Enum<?> choice) {
        String key = kind + "."
                + (choice == null
                        ? "none"
                        : choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return frame.words().has(key) ? frame.say(key) : "—";
    }

    public String length(@Nullable Long millis) {
        return millis == null ? "—" : frame.words().length(Duration.ofMillis(millis));
    }

    public String languages(List<String> tags) {
        return tags.isEmpty()
                ? frame.say("all")
                : tags.stream().map(frame.words()::nameOf).collect(Collectors.joining(frame.say("list.between")));
    }

    public String roles(Person person) {
        return person.roles().stream()
                .map(role -> frame.say("role." + role.label()))
                .collect(Collectors.joining(frame.say("list.between")));
    }
}
