package io.copyflow.ingest.gateway;

import io.copyflow.ingest.domain.ItemStatus;
import java.util.ArrayList;
import java.util.List;

/** What a submitter is to know besides the answer: what was changed, and which language the text was taken for. */
final class AnswerNotes {

    private AnswerNotes() {}

    static List<String> of(Submission submission, StoryDesk.Answer answer) {
        List<String> notes = new ArrayList<>(submission.draft().notes());
        switch (answer) {
            case StoryDesk.Answer.Taken taken -> {
                if (!taken.language().isEmpty() && !taken.language().equals(submission.language())) {
                    notes.add("Took the language " + submission.language() + " as " + taken.language() + ".");
                }
                if (taken.contentHash().isEmpty() && !taken.repeated()) {
                    notes.add("The text is that of revision " + taken.revision() + " already.");
                }
                if (submission.status() == ItemStatus.WITHHELD) {
                    notes.add("Its provider withholds the item.");
                }
                String doubt = LanguageCheck.doubt(submission.draft().blocks(), submission.language());
                if (doubt != null) {
                    notes.add(doubt);
                }
            }
            case StoryDesk.Answer.PassedOver passed -> notes.add(passed.sentence());
            case StoryDesk.Answer.Killed killed ->
                notes.add(
                        killed.repeated()
                                ? "The story was killed before."
                                : "Its provider canceled the item; the story was killed, for good.");
            case StoryDesk.Answer.Refused _ -> {
                // the refusal says it all
            }
        }
        return notes;
    }
}
