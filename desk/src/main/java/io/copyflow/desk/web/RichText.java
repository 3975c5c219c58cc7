package io.copyflow.desk.web;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MarkRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Text with its inline marks, cut so that a template can print it: links, and within each link or between links spans
 * that are strong, emphasised, both or neither.
 *
 * <p>Marks count in Unicode code points. A mark that lies outside the text, ends before it begins or links where no
 * link may lead is left out; its text stands.
 */
public record RichText(List<Link> links) {

    /** A stretch with one target, or with none. */
    public record Link(@Nullable String target, List<Span> spans) {}

    /** A stretch of text that is the same all through. */
    public record Span(String text, boolean strong, boolean emphasis) {}

    public static RichText of(String text, List<Mark> marks) {
        int length = text.codePointCount(0, text.length());
        List<Mark> sound = marks.stream().filter(mark -> isSound(mark, length)).toList();
        TreeSet<Integer> cuts = new TreeSet<>(List.of(0, length));
        for (Mark mark : sound) {
            cuts.add(mark.start());
            cuts.add(mark.end());
        }
        List<Link> links = new ArrayList<>();
        Mark openLink = null;
        List<Span> spans = new ArrayList<>();
        int from = 0;
        int fromChar = 0;
        for (int to : cuts.tailSet(0, false)) {
            int toChar = text.offsetByCodePoints(fromChar, to - from);
            Mark link = covering(sound, Mark.Kind.LINK, from, to);
            if (link != openLink && !spans.isEmpty()) {
                links.add(new Link(openLink == null ? null : openLink.target(), List.copyOf(spans)));
                spans.clear();
            }
            openLink = link;
            spans.add(new Span(
                    text.substring(fromChar, toChar),
                    covering(sound, Mark.Kind.STRONG, from, to) != null,
                    covering(sound, Mark.Kind.EMPHASIS, from, to) != null));
            from = to;
            fromChar = toChar;
        }
        if (!spans.isEmpty()) {
            links.add(new Link(openLink == null ? null : openLink.target(), List.copyOf(spans)));
        }
        return new RichText(links);
    }

    private static boolean isSound(Mark mark, int length) {
        return mark.start() >= 0
                && mark.start() < mark.end()
                && mark.end() <= length
                && (mark.kind() != Mark.Kind.LINK || MarkRules.isLinkTarget(mark.target()));
    }

    private static @Nullable Mark covering(List<Mark> marks, Mark.Kind kind, int from, int to) {
        for (Mark mark : marks) {
            if (mark.kind() == kind && mark.start() <= from && mark.end() >= to) {
                return mark;
            }
        }
        return null;
    }
}
