package io.copyflow.translate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentHash;
import io.copyflow.contract.SegmentKind;
import io.copyflow.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeds.Extension.class)
class XliffRoundTripTest {

    private static final List<String> LANGUAGES = List.of(
            "en", "fr", "ru", "ar", "es", "ja", "ko", "de", "pt", "sw", "it", "kk-Cyrl", "th", "ms", "el", "he",
            "zh-Hans", "fa", "ug", "sr-Latn");

    private static final XliffImport XLIFF = new XliffImport(FileLimits.TASK);

    @Test
    void what_leaves_comes_back(Seeds seeds) {
        Random random = seeds.random();
        RandomPassages passages = new RandomPassages(random);
        for (int i = 0; i < 100; i++) {
            ExchangeTask task = task(random, passages);
            String xml = ((XliffExport.Exported) XliffExport.of(task)).xml();
            byte[] file = xml.getBytes(StandardCharsets.UTF_8);

            XliffDocument document = XLIFF.read(file);
            assertThat(document).as(xml).isInstanceOf(XliffDocument.Read.class);
            XliffDocument.File read = ((XliffDocument.Read) document).files().getFirst();
            assertThat(read.units().stream().map(XliffDocument.Unit::source).toList())
                    .as(xml)
                    .isEqualTo(task.segments().stream()
                            .map(ExchangeSegment::source)
                            .toList());

            assertThat(XLIFF.task(file, task.storyId(), task.sourceLanguage(), task.targetLanguage()))
                    .as(xml)
                    .isEqualTo(expected(task));
        }
    }

    private static TaskImport.Imported expected(ExchangeTask task) {
        List<TaskImport.Segment> segments = new ArrayList<>();
        List<String> untranslated = new ArrayList<>();
        for (ExchangeSegment segment : task.segments()) {
            if (segment.target() == null) {
                untranslated.add(segment.source().id());
            } else {
                segments.add(new TaskImport.Segment(segment.target(), segment.state(), segment.sourceHash()));
            }
        }
        return new TaskImport.Imported(task.sourceRevision(), segments, untranslated, List.of());
    }

    private static ExchangeTask task(Random random, RandomPassages passages) {
        List<ExchangeSegment> segments = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int n = 1; n <= count; n++) {
            String id = random.nextInt(5) == 0 ? "odd id/" + n + "_ж" : "b" + n;
            Passage source = passages.next(id);
            Passage target = switch (random.nextInt(4)) {
                case 0 -> null;
                case 1 -> source;
                default -> passages.next(id);
            };
            SegmentState[] states = SegmentState.values();
            segments.add(new ExchangeSegment(
                    SegmentKind.values()[random.nextInt(SegmentKind.values().length)],
                    source,
                    SegmentHash.of(source.text(), source.marks()),
                    target,
                    states[random.nextInt(states.length)],
                    random.nextBoolean()
                            ? List.of()
                            : List.of(new ExchangeNote(
                                    ExchangeNote.Topic.REMARK, passages.next("").text()))));
        }
        return new ExchangeTask(
                "s" + random.nextInt(1000),
                1 + random.nextInt(50),
                LANGUAGES.get(random.nextInt(LANGUAGES.size())),
                LANGUAGES.get(random.nextInt(LANGUAGES.size())),
                segments);
    }
}
