package io.copyflow.desk.search;

import io.copyflow.desk.index.Found;
import io.copyflow.desk.index.SearchQuestion;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.web.Frame;
import io.copyflow.schemas.directory.Desk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search, and what it found.
 *
 * @param from the first day, as it was typed; null for any
 * @param until the last day, as it was typed; null for any
 */
public record SearchPage(
        Frame frame,
        SearchQuestion asked,
        @Nullable String from,
        @Nullable String until,
        Found found,
        List<Desk> desks,
        List<String> languages) {

    public List<Standing> standings() {
        return List.of(Standing.values());
    }
}
