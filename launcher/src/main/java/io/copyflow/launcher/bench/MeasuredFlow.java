package io.copyflow.launcher.bench;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.cluster.Resident;
import io.copyflow.launcher.process.Progress;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Segment;
import java.time.Duration;
import java.util.List;

/**
 * Stories that passed on the clock, all handed in at once, and whether each of their texts came out once.
 *
 * @param versions translated ones; the stories' own texts, which pass as well, are not counted
 * @param seconds from the first submission until the reader had every version
 * @param submittedToReleased of whole stories: from handing in to when the reader had the story's last version
 * @param residentBytes of this process at most until then; 0 where the system does not tell
 */
record MeasuredFlow(
        int versions, double seconds, Spread submittedToReleased, long residentBytes, ArrivalCheck.Verdict check) {

    private static final Duration QUIET = Duration.ofSeconds(1);

    double versionsPerSecond() {
        return seconds == 0 ? 0 : versions / seconds;
    }

    /**
     * @param text what the traffic's stories are made of
     * @param part told apart from those of other parts of the same measurement
     * @param what for people
     */
    static MeasuredFlow of(
            Traffic traffic, InventedText text, String part, int stories, String what, Progress progress) {
        progress.begin(what);
        List<Traffic.Story> handedIn = traffic.stories(part, stories);
        Traffic.Passed passed = traffic.pass(handedIn);
        long resident = Resident.mostBytes();
        progress.begin("the check of every text");
        List<byte[]> straggling = traffic.log().straggling(QUIET);
        ArrivalCheck check = new ArrivalCheck();
        for (Traffic.Story story : handedIn) {
            expect(check, story, text, traffic.targets());
        }
        PublishedLog log = traffic.log();
        passed.arrivals().records().forEach(record -> check.arrived(log.read(record)));
        straggling.forEach(record -> check.arrived(log.read(record)));
        return new MeasuredFlow(
                handedIn.size() * traffic.targets().size(),
                passed.seconds(),
                passed.submittedToReleased(),
                resident,
                check.verdict());
    }

    private static void expect(ArrivalCheck check, Traffic.Story story, InventedText text, List<String> targets) {
        SubmitStory submission = story.submission();
        PublishedMetadata metadata = new PublishedMetadata(
                story.id(),
                submission.getLanguage(),
                submission.getUrgency(),
                submission.getDesk(),
                submission.getBureau());
        List<Block> blocks = submission.getBlocks();
        List<Segment> source = InventedText.segments(blocks);
        expect(check, metadata, text, source, targets, 1);
    }

    /**
     * All versions of a story's revision, as the bots write them.
     *
     * @param revision the source's, and the sequence of its release
     */
    static void expect(
            ArrivalCheck check,
            PublishedMetadata metadata,
            InventedText text,
            List<Segment> source,
            List<String> targets,
            int revision) {
        List<Passage> own = source.stream()
                .map(segment -> Passage.plain(segment.getId(), segment.getText()))
                .toList();
        check.expect(
                metadata.storyId(),
                metadata.sourceLanguage(),
                ContentHash.of(metadata, metadata.sourceLanguage(), revision, own),
                revision);
        for (String target : targets) {
            List<Passage> translated = text.translate(target, source).stream()
                    .map(segment -> Passage.plain(segment.getId(), segment.getText()))
                    .toList();
            check.expect(metadata.storyId(), target, ContentHash.of(metadata, target, revision, translated), revision);
        }
    }
}
