package io.copyflow.launcher.bench;

import io.copyflow.launcher.proof.TextSum;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether what was published is what was handed in: every version once, at its first release, with the very text.
 *
 * <p>The hash is taken anew from the published text, so that neither the text nor the hash beside it is believed.
 */
final class PublishedCheck {

    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, Integer> arrivals = new HashMap<>();
    private final List<String> altered = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();

    /**
     * What was wrong, each as story id, slash, language.
     *
     * @param missing never published
     * @param doubled published more than once, or not as a first release
     * @param altered live with another text than was handed in, or not live
     * @param unexpected published, and nobody had handed it in
     */
    record Verdict(
            int expected, List<String> missing, List<String> doubled, List<String> altered, List<String> unexpected) {

        boolean isClean() {
            return missing.isEmpty() && doubled.isEmpty() && altered.isEmpty() && unexpected.isEmpty();
        }
    }

    /** A version that must come out, with the content hash of its text. */
    void expect(String storyId, String language, String contentHash) {
        hashes.put(storyId + "/" + language, contentHash);
    }

    /** A record of the published log, in the order it was read. */
    void arrived(PublishedVersion version) {
        String key = version.getStoryId() + "/" + version.getLanguage();
        String hash = hashes.get(key);
        if (hash == null) {
            unexpected.add(key);
            return;
        }
        int times = arrivals.merge(key, 1, Integer::sum);
        if (times > 1 || version.getReleaseSequence() != 1) {
            doubled.add(key);
        }
        if (version.getStatus() != PublicationStatus.LIVE
                || !hash.equals(version.getContentHash())
                || !hash.equals(TextSum.ofPublished(version).hash())) {
            altered.add(key);
        }
    }

    Verdict verdict() {
        List<String> missing = hashes.keySet().stream()
                .filter(key -> !arrivals.containsKey(key))
                .sorted()
                .toList();
        return new Verdict(hashes.size(), missing, List.copyOf(doubled), List.copyOf(altered), List.copyOf(unexpected));
    }
}
