package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentHash;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.text.Segment;
import io.copyflow.serde.AvroSerde;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastStoriesTest {

    private final PastStories past = new PastStories(new InventedText(1), List.of("fr", "th"));
    private final AvroSerde<StoryCommandEnvelope> commands = AvroSerde.of(Topics.STORY_COMMANDS, new SchemaCatalogue());

    @Test
    void aCopyOfAModelsRecordIsTheVeryRecordOfTheOtherStory() {
        int model = 1;
        int number = PastStories.MODELS * 250 + model;

        byte[] copy = Mould.of(submitted(model), past.marks(model)).cast(past.marks(number));

        assertThat(copy).isEqualTo(submitted(number)).isNotEqualTo(submitted(model));
    }

    @Test
    void hashesOfVersionsAndSegmentsAreTheOtherStorysOwn() {
        int number = PastStories.MODELS * 7;

        byte[] copy = Mould.of(hashes(0), past.marks(0)).cast(past.marks(number));

        assertThat(copy).isEqualTo(hashes(number)).isNotEqualTo(hashes(0));
    }

    private byte[] submitted(int number) {
        Traffic.Story story = past.story(number);
        return commands.write(new StoryCommandEnvelope(
                "submit-" + story.id(), story.id(), BenchNewsroom.REPORTER, Instant.EPOCH, story.submission()));
    }

    /** The hash of its own version as text, then of each of its segments as bytes. */
    private byte[] hashes(int number) {
        List<Segment> segments =
                InventedText.segments(past.story(number).submission().getBlocks());
        List<Passage> passages = segments.stream()
                .map(segment -> Passage.plain(segment.getId(), segment.getText()))
                .toList();
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        hashes.writeBytes(ContentHash.of(past.metadata(number), BenchNewsroom.LANGUAGE, 1, passages)
                .getBytes(StandardCharsets.UTF_8));
        passages.forEach(
                passage -> hashes.writeBytes(HexFormat.of().parseHex(SegmentHash.of(passage.text(), List.of()))));
        return hashes.toByteArray();
    }
}
