package io.copyflow.launcher.log;

import io.copyflow.runtime.StageFailure;
import java.util.Collection;
import java.util.List;

/** Story ids as people type them: whole, or a beginning that only one has. */
public final class StoryIds {

    /** A shorter beginning is no id. */
    private static final int SHORTEST = 4;

    private StoryIds() {}

    /**
     * The one story that is meant.
     *
     * @throws StageFailure with code {@code unknown-story} or {@code ambiguous-story}
     */
    public static String resolve(String typed, Collection<String> known) {
        if (known.contains(typed)) {
            return typed;
        }
        if (typed.length() < SHORTEST) {
            throw new StageFailure(
                    "unknown-story",
                    "Expected a story's id or at least its first " + SHORTEST + " characters, but got '"
                            + PlainText.clean(typed) + "'. 'copyflow stories' lists all.");
        }
        List<String> beginning =
                known.stream().filter(id -> id.startsWith(typed)).sorted().toList();
        if (beginning.size() == 1) {
            return beginning.getFirst();
        }
        if (beginning.size() > 1) {
            throw new StageFailure(
                    "ambiguous-story",
                    "Expected the beginning of one story's id, but " + beginning.size() + " begin with '" + typed
                            + "': " + listed(beginning) + ". Type more of it.");
        }
        List<String> near = Nearness.nearest(typed, known, 3);
        throw new StageFailure(
                "unknown-story",
                "There is no story '" + PlainText.clean(typed) + "'. "
                        + (near.isEmpty()
                                ? "'copyflow stories' lists all."
                                : "Did you mean " + String.join(" or ", near) + "?"));
    }

    private static String listed(List<String> ids) {
        return String.join(", ", ids.subList(0, Math.min(5, ids.size()))) + (ids.size() > 5 ? ", …" : "");
    }
}
