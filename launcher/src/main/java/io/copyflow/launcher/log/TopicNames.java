package io.copyflow.launcher.log;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Topics as people call them: {@code story.events} for {@code copyflow.story.events.v1}. */
public final class TopicNames {

    /** All that happened, refusals included: what a person follows unless they say otherwise. */
    public static final List<Topic<?>> EVENTS = List.of(
            Topics.STORY_EVENTS,
            Topics.TRANSLATION_EVENTS,
            Topics.REVIEW_EVENTS,
            Topics.PUBLICATION_EVENTS,
            Topics.DELIVERY_EVENTS,
            Topics.REJECTIONS);

    private TopicNames() {}

    public static String shortName(Topic<?> topic) {
        return shortName(topic.name());
    }

    static String shortName(String name) {
        return name.replaceFirst("^copyflow\\.", "").replaceFirst("\\.v\\d+$", "");
    }

    /** The topic of that name, whole or short; null when there is none. */
    public static @Nullable Topic<?> find(String name) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(name) || shortName(topic).equals(shortName(name)))
                .findFirst()
                .orElse(null);
    }

    /** The short names nearest to one that is unknown, best first. */
    public static List<String> nearest(String name) {
        List<String> known = Topics.all().stream().map(TopicNames::shortName).toList();
        List<String> near = Nearness.nearest(shortName(name), known, 3);
        return near.isEmpty() ? known : near;
    }
}
