package io.copyflow.launcher.bench;

import io.copyflow.launcher.proof.TextSum;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Whether what was published is what was handed in: every version once, at the release it is meant for, with the very
 * text.
 *
 * <p>The hash is taken anew from the published text, so that neither the text nor the hash beside it is believed.
 */
final class ArrivalCheck {

    private final Map<String, Expected> expected = new HashMap<>();
    private final Map<String, Integer> arrivals = new HashMap<>();
    private final List<String> altered = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();

    private record Expected(String contentHash, long sequence) {}

    /**
     * What was wrong, each as story id, slash, language.
     *
     * @param missing never published
     * @param doubled published more than once, or not as the release it was meant for
     * @param altered live with another text than was handed in, or not live
     * @param unexpected published, and nobody had handed it in
     */
    record Verdict(
            int expected, List<String> missing, List<String> doubled, List<String> altered, List<String> unexpected) {

        /** What all of them say. */
        static Verdict together(List<Verdict> verdicts) {
            return new Verdict(
                    verdicts.stream().mapToInt(Verdict::expected).sum(),
                    all(verdicts, Verdict::missing),
                    all(verdicts, Verdict::doubled),
                    all(verdicts, Verdict::altered),
                    all(verdicts, Verdict::unexpected));
        }

        private static List<String> all(List<Verdict> verdicts, Function<Verdict, List<String>> way) {
            return verdicts.stream().map(way).flatMap(List::stream).toList();
        }

        boolean isClean() {
            return missing.isEmpty() && doubled.isEmpty() && altered.isEmpty() && unexpected.isEmpty();
        }
    }

    /** A version that must come out as its first release, with the content hash of its text. */
    void expect(String storyId, String language, String contentHash) {
        expect(storyId, language, contentHash, 1);
    }

    /** @param sequence of the release it must come out with */
    void expect(String storyId, String language, String contentHash, long sequence) {
        expected.put(storyId + "/" + language, new Expected(contentHash, sequence));
    }

    /** A record of the published log, in the order it was read. */
    void arrived(PublishedVersion version) {
        String key = version.getStoryId() + "/" + version.getLanguage();
        Expected wanted = expected.get(key);
        if (wanted == null) {
            unexpected.add(key);
            return;
        }
        int times = arrivals.merge(key, 1, Integer::sum);
        if (times > 1 || version.getReleaseSequence() != wanted.sequence()) {
            doubled.add(key);
        }
        if (version.getStatus() != PublicationStatus.LIVE
                || !wanted.contentHash().equals(version.getContentHash())
                || !wanted.contentHash().equals(TextSum.ofPublished(version).hash())) {
            altered.add(key);
        }
    }

    Verdict verdict() {
        List<String> missing = expected.keySet().stream()
                .filter(key -> !arrivals.containsKey(key))
                .sorted()
                .toList();
        return new Verdict(
                expected.size(), missing, List.copyOf(doubled), List.copyOf(altered), List.copyOf(unexpected));
    }
}
