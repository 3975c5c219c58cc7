package io.copyflow.launcher.log;

import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.review.ReviewRequested;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Content hashes as people type them: whole, or a beginning that only one version of the language has. */
public final class VersionHashes {

    private static final int WHOLE = 64;
    private static final int SHORTEST = 8;

    private VersionHashes() {}

    /**
     * The hash that is meant: also of a version that is not the newest any more, so that the stage can say so.
     *
     * @throws StageFailure with code {@code unknown-hash} or {@code ambiguous-hash}
     */
    public static String resolve(String typed, String storyId, String language, LogReader reader) {
        String digits = typed.strip().toLowerCase(Locale.ROOT);
        if (digits.length() == WHOLE) {
            return digits;
        }
        return resolve(digits, hashes(storyId, language, reader));
    }

    static String resolve(String digits, Set<String> known) {
        List<String> beginning = digits.length() < SHORTEST
                ? List.of()
                : known.stream().filter(hash -> hash.startsWith(digits)).toList();
        return switch (beginning.size()) {
            case 1 -> beginning.getFirst();
            case 0 ->
                throw new StageFailure(
                        "unknown-hash",
                        "Expected the hash of a version that was to be reviewed, or at least its first " + SHORTEST
                                + " digits, but got '" + PlainText.clean(digits)
                                + "'. 'copyflow review show' tells the newest.");
            default ->
                throw new StageFailure(
                        "ambiguous-hash",
                        "Expected the beginning of one version's hash, but " + beginning.size() + " begin with '"
                                + digits + "'. Type more of it.");
        };
    }

    private static Set<String> hashes(String storyId, String language, LogReader reader) {
        Set<String> hashes = new LinkedHashSet<>();
        reader.readStory(storyId, List.of(Topics.REVIEW_EVENTS), record -> {
            Fact fact = Fact.of(record);
            if (fact != null && language.equals(fact.language()) && fact.body() instanceof ReviewRequested requested) {
                hashes.add(requested.getContentHash());
            }
        });
        return hashes;
    }
}
