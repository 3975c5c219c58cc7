package io.copyflow.ingest.gateway;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a dropped file.
 *
 * @param code why it failed, for programs: that of the first item that did; null when all of it was taken
 * @param reason the whole of why, for a person, a line for each item; empty when all of it was taken
 * @param stories ids of the stories it led to
 */
record DropOutcome(@Nullable String code, List<String> reason, List<String> stories) {

    private static final int MOST_LINES = 100;

    static DropOutcome failed(String code, String sentence) {
        return new DropOutcome(code, List.of(sentence), List.of());
    }

    /** @param items all answered */
    static DropOutcome of(List<Intake.HandedIn> items) {
        String code = null;
        List<String> reason = new ArrayList<>();
        List<String> stories = new ArrayList<>();
        for (Intake.HandedIn item : items) {
            switch (item.answer().join()) {
                case StoryDesk.Answer.Taken taken -> stories.add(taken.storyId());
                case StoryDesk.Answer.PassedOver passed -> stories.add(passed.storyId());
                case StoryDesk.Answer.Killed killed -> stories.add(killed.storyId());
                case StoryDesk.Answer.Refused refused -> {
                    code = code == null ? refused.code() : code;
                    if (reason.size() < MOST_LINES) {
                        reason.add(
                                items.size() == 1
                                        ? refused.sentence()
                                        : item.item() + ": " + refused.code() + ": " + refused.sentence());
                    }
                }
            }
        }
        if (code != null && items.size() > 1) {
            reason.add(stories.size() + " of the file's " + items.size()
                    + " items were taken; they are known again when the file comes again.");
        }
        return new DropOutcome(code, reason, stories);
    }
}
