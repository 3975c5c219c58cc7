package io.copyflow.desk.search;

import io.copyflow.contract.StatedTime;
import io.copyflow.desk.index.SearchQuestion;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.directory.Edition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The search over all texts, in every language as its words are cut there. */
public final class SearchScreen implements Screen {

    private static final int LIMIT = 50;
    private static final int LONGEST = 300;

    private final House house;

    public SearchScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/search", visit -> Reply.page("search/search.jte", page(visit)));
    }

    private SearchPage page(Visit visit) {
        String typed = visit.query("q");
        String words = typed == null ? "" : typed.substring(0, Math.min(LONGEST, typed.length()));
        String from = visit.query("from");
        String until = visit.query("until");
        SearchQuestion asked = new SearchQuestion(
                words,
                visit.query("language"),
                Arrays.stream(Standing.values())
                        .filter(standing -> standing.label().equals(visit.query("standing")))
                        .findFirst()
                        .orElse(null),
                visit.query("desk"),
                midnight(visit, from, 0),
                midnight(visit, until, 1),
                LIMIT);
        return new SearchPage(
                visit.frame("search", words.isEmpty() ? visit.say("search.title") : words),
                asked,
                from,
                until,
                house.index().search(asked),
                visit.directory().desks(),
                visit.directory().editions().stream().map(Edition::getLanguage).toList());
    }

    /** The beginning of a day, or of one some days later; null for what is no day. */
    private static @Nullable Instant midnight(Visit visit, @Nullable String day, int daysLater) {
        try {
            return day == null
                    ? null
                    : StatedTime.checked(LocalDate.parse(day)
                            .plusDays(daysLater)
                            .atStartOfDay(visit.zone())
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
