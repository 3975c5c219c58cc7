package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.schemas.memory.RememberedPair;
import io.copyflow.schemas.memory.RememberedSegment;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Passage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class NewestEntriesTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final List<LogRecord> log = new ArrayList<>();

    @Test
    void a_later_revision_replaces_segment_by_segment_and_what_it_dropped_stays() {
        version("s1", 1, pair("b1", "One"), pair("b2", "Two"));
        version("s1", 2, pair("b1", "Uno"));

        assertThat(newest()).containsExactly("Two", "Uno");
    }

    @Test
    void a_correction_of_a_version_takes_its_place_as_a_whole() {
        version("s1", 1, pair("b1", "One"), pair("b2", "Two"));
        version("s1", 1, pair("b1", "Uno"));

        assertThat(newest()).containsExactly("Uno");
    }

    @Test
    void versions_and_segments_that_earlier_builds_wrote_one_by_one_replace_each_other() {
        add("s1/fr/b1", segment("s1", 1, "en", pair("b1", "One")));
        add("s1/fr/b2", segment("s1", 1, "en", pair("b2", "Two")));
        version("s1", 1, pair("b1", "Uno"), pair("b3", "Three"));
        add("s1/fr/b3", segment("s1", 1, "en", pair("b3", "Tre")));

        assertThat(newest()).containsExactly("Two", "Uno", "Tre");
    }

    @Test
    void what_is_taken_off_the_topic_takes_what_no_other_record_brought_again() {
        add("s1/fr/b1", segment("s1", 1, "en", pair("b1", "One")));
        version("s1", 1, pair("b2", "Two"), pair("b3", "Three"));
        version("s1", 2, pair("b1", "Uno"), pair("b2", "Due"));
        takeOff("s1/fr/b1");
        takeOff("s1/1/fr");

        assertThat(newest()).containsExactly("Uno", "Due");
    }

    @Test
    void an_entry_that_is_no_longer_wanted_is_not_found_as_it_was() {
        version("s1", 1, pair("b1", "One"));
        add("s1/2/fr", segment("s1", 2, "de", pair("b1", "Eins")));

        assertThat(newest()).isEmpty();
    }

    @Test
    void what_nobody_can_read_takes_nothing_away() {
        version("s1", 1, pair("b1", "One"), pair("b2", "Two"));
        add("s1/fr/b3", segment("s1", 1, "en", pair("b3", "Three")));
        add("s1/1/fr", new LogRecord.Unreadable("truncated-record", "It ends too early.", new byte[] {1}));
        add("s1/fr/b3", new LogRecord.Unreadable("truncated-record", "It ends too early.", new byte[] {1}));

        assertThat(newest()).containsExactly("One", "Two", "Three");
    }

    @Test
    void a_record_of_one_entry_is_replaced_and_taken_off_and_may_become_one_of_several() {
        add("s1/fr/b1", segment("s1", 1, "en", pair("b1", "One")));
        add("s1/fr/b2", segment("s1", 1, "en", pair("b2", "Two")));
        add("s1/fr/b3", segment("s1", 1, "en", pair("b3", "Three")));
        add("s1/fr/b1", segment("s1", 1, "en", pair("b1", "Uno")));
        takeOff("s1/fr/b2");
        add("s1/fr/b3", segment("s1", 1, "en", pair("b4", "Four"), pair("b5", "Five")));

        assertThat(newest()).containsExactly("Uno", "Four", "Five");
    }

    private List<String> newest() {
        NewestEntries newest = new NewestEntries(entry -> entry.sourceLanguage().equals("en"));
        log.forEach(newest::add);
        return log.stream()
                .flatMap(record -> newest.entries(record).stream())
                .map(entry -> entry.target().text())
                .toList();
    }

    private void version(String story, int revision, RememberedPair... pairs) {
        add(story + "/" + revision + "/fr", segment(story, revision, "en", pairs));
    }

    private void takeOff(String key) {
        add(key, new LogRecord.Nothing());
    }

    private void add(String key, RememberedSegment value) {
        add(key, new LogRecord.Value(value));
    }

    private void add(String key, LogRecord.Content content) {
        log.add(new LogRecord(Topics.MEMORY, 0, log.size(), NOON, key, new RecordHeaders(), content));
    }

    private static RememberedSegment segment(
            String story, int revision, String sourceLanguage, RememberedPair... pairs) {
        RememberedPair first = pairs[0];
        return new RememberedSegment(
                story,
                first.getSource().getId(),
                sourceLanguage,
                "fr",
                revision,
                "h",
                first.getSource(),
                first.getTarget(),
                first.getOrigin(),
                first.getOriginDetail(),
                List.of("awa"),
                NOON,
                List.of(pairs).subList(1, pairs.length));
    }

    private static RememberedPair pair(String segment, String target) {
        return new RememberedPair(
                new Passage(segment, "Text", List.of(), null),
                new Passage(segment, target, List.of(), null),
                Origin.PERSON,
                null);
    }
}
