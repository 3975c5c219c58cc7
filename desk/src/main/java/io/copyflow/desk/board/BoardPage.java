package io.copyflow.desk.board;

import io.copyflow.desk.index.Board;
import io.copyflow.desk.index.BoardQuestion;
import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.web.Frame;
import io.copyflow.schemas.directory.Desk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The board.
 *
 * @param asked what is shown of it
 * @param desks to choose from
 * @param languages to choose from
 */
public record BoardPage(Frame frame, BoardQuestion asked, Board board, List<Desk> desks, List<String> languages) {

    public List<Standing> standings() {
        return List.of(Standing.values());
    }

    /** The address of the same board without anything around it. */
    public String listAddress() {
        return "/board/list" + query(asked.phase(), asked.late());
    }

    /** The address of all of a section. */
    public String address(Phase phase) {
        return "/" + query(phase, asked.late());
    }

    /** The address of the stories that are late, or of all again. */
    public String lateAddress() {
        return "/" + query(asked.phase(), !asked.late());
    }

    public boolean isFiltered() {
        return asked.desk() != null
                || asked.language() != null
                || asked.standing() != null
                || asked.urgency() < 8
                || asked.late()
                || asked.phase() != null;
    }

    private String query(@Nullable Phase phase, boolean late) {
        List<String> parts = new ArrayList<>();
        add(parts, "desk", asked.desk());
        add(parts, "language", asked.language());
        Standing standing = asked.standing();
        add(parts, "standing", standing == null ? null : standing.label());
        add(parts, "urgency", asked.urgency() == 8 ? null : String.valueOf(asked.urgency()));
        add(parts, "late", late ? "1" : null);
        add(parts, "phase", phase == null ? null : phase.label());
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
