package io.copyflow.benchmarks;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Role;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Limits;
import io.copyflow.ingest.domain.RevisionClass;
import io.copyflow.ingest.domain.Story;
import io.copyflow.ingest.domain.StoryCommand;
import io.copyflow.ingest.domain.StoryDecider;
import io.copyflow.ingest.domain.StoryEvent;
import io.copyflow.ingest.domain.Surroundings;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A revision with one paragraph moved, one changed and one new: its segments aligned with those before, and decided. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RevisionBenchmark {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Actor REPORTER = new Actor("naliaka.barasa", true, Set.of(Role.REPORTER), Set.of("en"));

    /** How often the sample's body stands in the text: 11 paragraphs are a news story, 220 a long read. */
    @Param({"1", "20"})
    private int bodies;

    private final StoryDecider decider = new StoryDecider(Limits.DEFAULT);
    private Story story = Story.NONE;
    private StoryCommand.Revise revise = revise(List.of());

    @Setup
    public void accept() {
        List<Block> blocks = blocks();
        Surroundings surroundings = new Surroundings(List.of("en", "fr"), Map.of("en", "en", "fr", "fr"), true, true);
        StoryCommand.Submit submit = new StoryCommand.Submit(
                REPORTER,
                NOON,
                SampleStory.METADATA.storyId(),
                "sample-0001",
                "en",
                blocks,
                "climate",
                "nairobi",
                3,
                null,
                null,
                null,
                RevisionClass.UPDATE,
                null,
                surroundings);
        story = after(Story.NONE, decider.decide(Story.NONE, submit));
        List<Block> revised = new ArrayList<>(blocks);
        int last = revised.size() - 1;
        revised.add(5, revised.remove(last));
        Block changed = revised.get(8);
        revised.set(8, Block.plain(changed.kind(), changed.text() + " This was said on Monday."));
        revised.add(Block.plain(SegmentKind.PARAGRAPH, "More stations are to follow next year."));
        revise = revise(revised);
    }

    private static StoryCommand.Revise revise(List<Block> blocks) {
        return new StoryCommand.Revise(
                REPORTER, NOON, SampleStory.METADATA.storyId(), 1, blocks, RevisionClass.UPDATE, null, null);
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<Block> body = new ArrayList<>();
        for (Passage passage : SampleStory.english()) {
            if (passage.id().matches("b\\d+")) {
                body.add(Block.plain(SegmentKind.PARAGRAPH, passage.text()));
            } else {
                blocks.add(Block.plain(SegmentKind.valueOf(passage.id().toUpperCase(Locale.ROOT)), passage.text()));
            }
        }
        for (int n = 0; n < bodies; n++) {
            blocks.addAll(body);
        }
        return blocks;
    }

    @Benchmark
    public Story revise() {
        return after(story, decider.decide(story, revise));
    }

    /** @throws IllegalStateException when it was refused, as that would measure something else */
    private Story after(Story before, Decision<StoryEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<StoryEvent>(List<StoryEvent> events) -> {
                Story state = before;
                for (StoryEvent event : events) {
                    state = decider.evolve(state, event);
                }
                yield state;
            }
            case Decision.Refused<StoryEvent>(String code, String sentence) ->
                throw new IllegalStateException(code + ": " + sentence);
        };
    }
}
