package io.copyflow.channels.website;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the template {@code edition.jte} prints: an edition's newest stories, day by day. */
public record EditionPage(Frame frame, PageHead head, String ownName, List<Day> days) {

    /**
     * A day with its stories, newest first.
     *
     * @param date such as {@code 2026-03-03}
     * @param words the date as readers of the edition write it
     */
    public record Day(String date, String words, List<Teaser> stories) {}

    /**
     * A story as its edition's index shows it.
     *
     * @param rank {@code flash}, {@code urgent} or {@code usual}
     * @param flag the key of the label that says so; null for what is usual
     * @param published the time of day
     * @param change the key of the label for what became of an earlier text; null for nothing
     */
    public record Teaser(
            String href,
            String headline,
            @Nullable String standfirst,
            LongTime published,
            String rank,
            @Nullable String flag,
            @Nullable String change) {}
}
