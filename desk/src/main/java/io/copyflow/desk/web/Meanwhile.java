package io.copyflow.desk.web;

import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;

/**
 * What came to be since a page to decide on was made. The page keeps the text that somebody reads, and is told beside it that
 * it decides nothing any more. A page of a killed story is left for the story's, which says nothing of it.
 *
 * @param address of the page
 * @param isNewer whether another text is to be decided on
 * @param isElsewhere whether the text stands elsewhere than the page says
 * @param isSigned whether other signatures stand on it
 */
public record Meanwhile(
        Frame frame,
        String address,
        StoryFile story,
        VersionFile version,
        boolean isNewer,
        boolean isElsewhere,
        boolean isSigned) {

    /**
     * Answers a page about the story and language of its address, which says what it shows: the hash of the text as {@code
     * hash}, where that stood as {@code standing}, by how many it was signed as {@code signed}.
     */
    public static Reply reply(Visit visit, House house, String screen) {
        StoryFile story = house.index().story(visit.path("story"));
        VersionFile version = story == null ? null : story.version(visit.path("language"));
        if (story == null || version == null) {
            return Missing.reply(visit);
        }
        ReviewFile review = version.review();
        return Reply.page(
                "meanwhile.jte",
                new Meanwhile(
                        visit.frame(screen, ""),
                        "/" + screen + "/" + story.storyId() + "/" + version.language(),
                        story,
                        version,
                        review == null || !review.contentHash().equals(visit.query("hash")),
                        !version.standing().label().equals(visit.query("standing")),
                        review != null
                                && !String.valueOf(review.signed().size()).equals(visit.query("signed"))));
    }
}
