package io.copyflow.launcher.bench;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Small stories of the past, by number: a headline and {@value #PARAGRAPHS} paragraphs each. The first {@value #MODELS} are
 * models that pass through the newsroom; every other has the text of one of them with a name of its own in each segment, and
 * so ids, texts and hashes of its own.
 */
final class PastStories {

    /** Stories that others are copies of. */
    static final int MODELS = 4;

    /** Where the story id stands among the {@link #marks}. */
    static final int ID = 0;

    private static final int PARAGRAPHS = 3;
    private static final int URGENCY = 5;

    private final InventedText text;
    private final List<String> targets;

    /** @param targets languages they are translated into */
    PastStories(InventedText text, List<String> targets) {
        this.text = text;
        this.targets = List.copyOf(targets);
    }

    static String id(int number) {
        return StoryId.of("bench", name(number));
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "past-%08d", number);
    }

    List<String> targets() {
        return targets;
    }

    /** As its reporter hands it in. */
    Traffic.Story story(int number) {
        String name = name(number);
        return new Traffic.Story(
                id(number),
                new SubmitStory(
                        "bench:" + name,
                        BenchNewsroom.LANGUAGE,
                        blocks(number),
                        null,
                        null,
                        URGENCY,
                        targets,
                        null,
                        null,
                        null,
                        null));
    }

    PublishedMetadata metadata(int number) {
        return new PublishedMetadata(id(number), BenchNewsroom.LANGUAGE, URGENCY, null, null);
    }

    private List<Block> blocks(int number) {
        int model = number % MODELS;
        return text.story(name(model), BenchNewsroom.LANGUAGE).subList(0, 1 + PARAGRAPHS).stream()
                .map(block -> new Block(
                        block.getKind(), named(block.getText(), model, number), block.getMarks(), block.getMedia()))
                .toList();
    }

    /** Its next revision: one paragraph says something else. */
    List<Block> revised(int number) {
        List<Block> blocks = new ArrayList<>(blocks(number));
        Block last = blocks.removeLast();
        blocks.add(new Block(last.getKind(), "Corrected: " + last.getText(), last.getMarks(), last.getMedia()));
        return blocks;
    }

    /**
     * What tells it from all others in whatever it left, each part as long as that of any other: id, name, and the hashes of
     * its versions and of their segments, as text and as bytes.
     */
    List<byte[]> marks(int number) {
        List<byte[]> marks = new ArrayList<>();
        marks.add(id(number).getBytes(StandardCharsets.UTF_8));
        marks.add(name(number).getBytes(StandardCharsets.UTF_8));
        int model = number % MODELS;
        List<Segment> source = InventedText.segments(blocks(model));
        PublishedMetadata metadata = metadata(number);
        addHashes(
                marks,
                metadata,
                BenchNewsroom.LANGUAGE,
                source.stream()
                        .map(segment -> passage(segment.getId(), segment.getText(), number))
                        .toList());
        for (String target : targets) {
            addHashes(
                    marks,
                    metadata,
                    target,
                    text.translate(target, source).stream()
                            .map(segment -> passage(segment.getId(), segment.getText(), number))
                            .toList());
        }
        return marks;
    }

    private static void addHashes(
            List<byte[]> marks, PublishedMetadata metadata, String language, List<Passage> passages) {
        marks.add(ContentHash.of(metadata, language, 1, passages).getBytes(StandardCharsets.UTF_8));
        for (Passage passage : passages) {
            String hash = SegmentHash.of(passage.text(), List.of());
            marks.add(hash.getBytes(StandardCharsets.UTF_8));
            marks.add(HexFormat.of().parseHex(hash));
        }
    }

    private static Passage passage(String segmentId, String modelText, int number) {
        return Passage.plain(segmentId, named(modelText, number % MODELS, number));
    }

    private static String named(String modelText, int model, int number) {
        return modelText.replace(name(model), name(number));
    }
}
