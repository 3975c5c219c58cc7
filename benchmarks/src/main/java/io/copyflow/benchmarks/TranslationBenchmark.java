package io.copyflow.benchmarks;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decision;
import io.copyflow.translate.checks.StandardChecks;
import io.copyflow.translate.domain.DraftSegment;
import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.domain.Reference;
import io.copyflow.translate.domain.SourceText;
import io.copyflow.translate.domain.Task;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.TranslationCommand;
import io.copyflow.translate.domain.TranslationDecider;
import io.copyflow.translate.domain.TranslationEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A translation that is handed in: all checks, the decision, and the state after it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TranslationBenchmark {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final TranslationDecider decider = new TranslationDecider(new StandardChecks());
    private final Translation claimed = claimed();
    private final TranslationCommand.Submit submit = submit();

    private Translation claimed() {
        SourceText source = SourceText.of(1, SampleStory.english(), List.of("naliaka.barasa"));
        Task task = new Task("en", 3, NOON, NOON.plus(Duration.ofHours(3)), false, 7_200_000);
        Translation queued = decider.evolve(decider.initial(), new TranslationEvent.Queued(task, source.revision()));
        return decider.evolve(queued, new TranslationEvent.Claimed("awa.ndoye", NOON.plus(Duration.ofHours(2))));
    }

    private static TranslationCommand.Submit submit() {
        List<Passage> french = SampleStory.french();
        return new TranslationCommand.Submit(
                "fr",
                new Actor("awa.ndoye", true, Set.of(Role.TRANSLATOR), Set.of("fr")),
                NOON.plusSeconds(600),
                1,
                french.stream()
                        .map(passage -> new DraftSegment(passage.id(), passage.text(), List.of(), Origin.PERSON, null))
                        .toList(),
                new Reference(SampleStory.english(), SampleStory.METADATA, Glossary.EMPTY));
    }

    /** @throws IllegalStateException when it is refused, as that would measure something else */
    @Benchmark
    public Translation handIn() {
        return switch (decider.decide(claimed, submit)) {
            case Decision.Accepted<TranslationEvent>(List<TranslationEvent> events) -> {
                Translation state = claimed;
                for (TranslationEvent event : events) {
                    state = decider.evolve(state, event);
                }
                yield state;
            }
            case Decision.Refused<TranslationEvent>(String code, String sentence) ->
                throw new IllegalStateException(code + ": " + sentence);
        };
    }
}
