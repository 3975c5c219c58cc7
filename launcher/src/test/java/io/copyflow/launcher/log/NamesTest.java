package io.copyflow.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.StageFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics and stories as people type them. */
class NamesTest {

    private static final List<String> STORIES = List.of("sabcdefgh", "sabcdxyzw", "s2222222222");

    @Test
    void topics_are_known_by_whole_and_short_names() {
        assertThat(TopicNames.find("copyflow.story.events.v1")).isEqualTo(Topics.STORY_EVENTS);
        assertThat(TopicNames.find("story.events")).isEqualTo(Topics.STORY_EVENTS);
        assertThat(TopicNames.find("ingest.dead-letters").name()).isEqualTo("copyflow.ingest.dead-letters.v1");
        assertThat(TopicNames.find("story")).isNull();
    }

    @Test
    void an_unknown_topic_has_near_ones() {
        assertThat(TopicNames.nearest("storyevents")).startsWith("story.events");
        assertThat(TopicNames.nearest("translation.event")).first().isEqualTo("translation.events");
        assertThat(TopicNames.nearest("zzzzzzzzzzzz")).hasSameSizeAs(Topics.all());
    }

    @Test
    void a_story_is_known_by_its_id_or_a_beginning_that_only_it_has() {
        assertThat(StoryIds.resolve("sabcdefgh", STORIES)).isEqualTo("sabcdefgh");
        assertThat(StoryIds.resolve("s222", STORIES)).isEqualTo("s2222222222");
    }

    @Test
    void a_beginning_that_several_have_is_refused_with_them() {
        assertThatThrownBy(() -> StoryIds.resolve("sabcd", STORIES))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("ambiguous-story"))
                .hasMessageContaining("sabcdefgh, sabcdxyzw");
    }

    @Test
    void an_unknown_story_is_refused_with_near_ids() {
        assertThatThrownBy(() -> StoryIds.resolve("sabcdefgx", STORIES))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("unknown-story"))
                .hasMessage("There is no story 'sabcdefgx'. Did you mean sabcdefgh?");
        assertThatThrownBy(() -> StoryIds.resolve("s22", STORIES)).hasMessageContaining("at least its first 4");
        assertThatThrownBy(() -> StoryIds.resolve("qqqqqqqqqqqqq", STORIES))
                .hasMessage("There is no story 'qqqqqqqqqqqqq'. 'copyflow stories' lists all.");
    }
}
