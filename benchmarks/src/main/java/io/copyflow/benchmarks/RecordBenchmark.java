package io.copyflow.benchmarks;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.serde.AvroSerde;
import java.time.Instant;
import java.util.List;
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

/** A record of one translation, as it is handed in: to bytes, back, and the hash of its text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RecordBenchmark {

    private final AvroSerde<TranslationCommandEnvelope> serde =
            AvroSerde.of(Topics.TRANSLATION_COMMANDS, new SchemaCatalogue());
    private final List<Passage> french = SampleStory.french();
    private final TranslationCommandEnvelope envelope = envelope(french);
    private final byte[] bytes = serde.write(envelope);

    private static TranslationCommandEnvelope envelope(List<Passage> passages) {
        List<TranslatedSegment> segments = passages.stream()
                .map(passage -> new TranslatedSegment(passage.id(), passage.text(), List.of(), Origin.PERSON, null))
                .toList();
        return new TranslationCommandEnvelope(
                "hand-in-1",
                SampleStory.METADATA.storyId(),
                "fr",
                "awa.ndoye",
                Instant.ofEpochMilli(1_772_528_400_000L),
                new SubmitTranslation(1, segments));
    }

    @Benchmark
    public byte[] write() {
        return serde.write(envelope);
    }

    @Benchmark
    public TranslationCommandEnvelope read() {
        return serde.read(bytes);
    }

    @Benchmark
    public String hash() {
        return ContentHash.of(SampleStory.METADATA, "fr", 1, french);
    }
}
