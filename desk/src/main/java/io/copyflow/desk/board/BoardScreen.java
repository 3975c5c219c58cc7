package io.copyflow.desk.board;

import io.copyflow.desk.index.BoardQuestion;
import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.directory.Edition;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The board: what the newsroom has in work, and what came of it. */
public final class BoardScreen implements Screen {

    private static final int LEAST_URGENT = 8;

    private final House house;

    public BoardScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/", visit -> Reply.page("board/board.jte", page(visit)));
        routes.page("/board/list", visit -> Reply.page("board/list.jte", page(visit)));
    }

    private BoardPage page(Visit visit) {
        BoardQuestion asked = new BoardQuestion(
                visit.query("desk"),
                visit.query("language"),
                chosen(Standing.values(), Standing::label, visit.query("standing")),
                urgency(visit.query("urgency")),
                visit.query("late") != null,
                chosen(Phase.values(), Phase::label, visit.query("phase")),
                visit.now());
        return new BoardPage(
                visit.frame("board", visit.say("board.title")),
                asked,
                house.index().board(asked),
                visit.directory().desks(),
                visit.directory().editions().stream().map(Edition::getLanguage).toList());
    }

    private static int urgency(@Nullable String typed) {
        return typed != null && typed.matches("[1-7]") ? Integer.parseInt(typed) : LEAST_URGENT;
    }

    private static <T> @Nullable T chosen(T[] choices, Function<T, String> label, @Nullable String typed) {
        return Arrays.stream(choices)
                .filter(choice -> label.apply(choice).equals(typed))
                .findFirst()
                .orElse(null);
    }
}
