package io.copyflow.desk.write;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.SegmentKind;
import io.copyflow.desk.model.Line;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.web.Markup;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A draft as a form has it: there and back. */
final class DraftForm {

    private static final int USUAL_URGENCY = 5;

    private DraftForm() {}

    /** Nothing yet, with what is likely of that person. */
    static Draft empty(Visit visit) {
        Person person = visit.directory().person(visit.actor().id());
        String language = person == null || person.getLanguages().isEmpty()
                ? "en"
                : person.getLanguages().getFirst();
        return new Draft(
                Visit.newId(),
                visit.actor().id(),
                null,
                0,
                language,
                person == null || person.getDesk() == null ? "" : person.getDesk(),
                person == null || person.getBureau() == null ? "" : person.getBureau(),
                USUAL_URGENCY,
                null,
                "",
                false,
                "",
                "",
                visit.now().toString(),
                List.of(Draft.Part.text(SegmentKind.PARAGRAPH, "", "")));
    }

    /** A story's newest text, to be revised. */
    static Draft of(Visit visit, StoryFile story) {
        List<Draft.Part> parts = new ArrayList<>();
        for (Line line : story.newest().text().lines()) {
            parts.add(new Draft.Part(
                    line.kind(),
                    line.id(),
                    Markup.write(line.text(), line.marks()),
                    line.passage().media()));
        }
        return new Draft(
                Visit.newId(),
                visit.actor().id(),
                story.storyId(),
                story.newest().number(),
                story.language(),
                story.desk() == null ? "" : story.desk(),
                story.bureau() == null ? "" : story.bureau(),
                story.urgency(),
                null,
                "",
                false,
                "update",
                "",
                visit.now().toString(),
                parts);
    }

    /** What was typed into a form of that draft. */
    static Draft typed(Visit visit, Draft before) {
        List<Draft.Part> heads = new ArrayList<>();
        for (SegmentKind kind : Draft.HEADS) {
            String text = visit.typed(kind.label()).strip();
            if (!text.isEmpty()) {
                heads.add(Draft.Part.text(kind, kind.label(), text));
            }
        }
        Draft changed = new Draft(
                before.id(),
                before.person(),
                before.storyId(),
                before.basedOn(),
                before.isRevision() ? before.language() : orElse(visit.typed("language"), before.language()),
                before.isRevision() ? before.desk() : visit.typed("desk"),
                before.isRevision() ? before.bureau() : visit.typed("bureau"),
                before.isRevision() ? before.urgency() : urgency(visit.typed("urgency")),
                before.isRevision() ? null : targets(visit),
                visit.typed("embargo"),
                !visit.typed("embargo-open").isEmpty(),
                visit.typed("class"),
                visit.typed("note"),
                visit.now().toString(),
                List.of());
        return changed.with(heads, body(visit, before));
    }

    private static List<Draft.Part> body(Visit visit, Draft before) {
        List<String> kinds = visit.all("kind");
        List<String> ids = visit.all("segment");
        List<String> texts = visit.all("text");
        List<String> media = visit.all("media");
        List<Draft.Part> body = new ArrayList<>();
        for (int i = 0; i < Math.min(kinds.size(), Math.min(ids.size(), texts.size())); i++) {
            // what it is and how large was told when it was taken in: a form says no more than which
            MediaReference picture = i < media.size() ? before.media(media.get(i)) : null;
            body.add(new Draft.Part(
                    picture == null ? kind(kinds.get(i)) : SegmentKind.ALTERNATIVE_TEXT,
                    ids.get(i),
                    texts.get(i),
                    picture));
        }
        return body;
    }

    private static SegmentKind kind(String label) {
        for (SegmentKind kind : SegmentKind.values()) {
            if (kind.label().equals(label) && !kind.isHead()) {
                return kind;
            }
        }
        return SegmentKind.PARAGRAPH;
    }

    /** Null when every edition's is chosen, so that later editions get it too. */
    private static @Nullable List<String> targets(Visit visit) {
        List<String> chosen = visit.all("target");
        Set<String> all = Set.copyOf(
                visit.directory().editions().stream().map(Edition::getLanguage).toList());
        return Set.copyOf(chosen).containsAll(all) ? null : List.copyOf(chosen);
    }

    private static int urgency(String typed) {
        return typed.matches("[1-8]") ? Integer.parseInt(typed) : USUAL_URGENCY;
    }

    private static String orElse(String typed, String before) {
        return typed.isBlank() ? before : typed;
    }
}
