package io.copyflow.desk.web;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MarkRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inline marks as they are typed: {@code **strong**}, {@code __emphasis__}, {@code [text](https://…)}. A backslash before
 * one of these signs makes it plain. What opens and never closes is plain text.
 */
public final class Markup {

    private static final String SIGNS = "*_[]()\\";

    /** Plain text and what is marked of it, in code points. */
    public record Marked(String text, List<Mark> marks) {}

    private record Open(Mark.Kind kind, int outAt) {}

    private final String typed;
    private final StringBuilder out = new StringBuilder();
    private final List<Mark> marks = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    private Markup(String typed) {
        this.typed = typed;
    }

    public static Marked read(String typed) {
        return new Markup(typed).read();
    }

    private Marked read() {
        while (at < typed.length()) {
            char c = typed.charAt(at);
            if (c == '\\' && at + 1 < typed.length() && SIGNS.indexOf(typed.charAt(at + 1)) >= 0) {
                out.append(typed.charAt(at + 1));
                at += 2;
            } else if (typed.startsWith("**", at)) {
                toggle(Mark.Kind.STRONG, "**");
            } else if (typed.startsWith("__", at)) {
                toggle(Mark.Kind.EMPHASIS, "__");
            } else if (c == '[') {
                open.push(new Open(Mark.Kind.LINK, out.length()));
                at++;
                out.append('[');
            } else if (c == ']') {
                closeLink();
            } else {
                out.append(c);
                at++;
            }
        }
        marks.sort(Comparator.comparingInt(Mark::start)
                .thenComparing(Mark::end, Comparator.reverseOrder())
                .thenComparing(Mark::kind));
        return inCodePoints();
    }

    /** The signs stay in the text until they are closed, and go then. */
    private void toggle(Mark.Kind kind, String sign) {
        Open mine = open.peek();
        if (mine != null && mine.kind == kind && out.length() > mine.outAt + sign.length()) {
            open.pop();
            remove(mine.outAt, sign.length());
            marks.add(new Mark(kind, mine.outAt, out.length(), null));
        } else {
            open.push(new Open(kind, out.length()));
            out.append(sign);
        }
        at += sign.length();
    }

    private void closeLink() {
        Open mine = open.peek();
        int end = typed.startsWith("](", at) ? typed.indexOf(')', at + 2) : -1;
        String target = end < 0 ? null : typed.substring(at + 2, end).strip();
        if (mine != null && mine.kind == Mark.Kind.LINK && MarkRules.isLinkTarget(target)) {
            open.pop();
            remove(mine.outAt, 1);
            if (out.length() > mine.outAt) {
                marks.add(new Mark(Mark.Kind.LINK, mine.outAt, out.length(), target));
            }
            at = end + 1;
        } else {
            out.append(']');
            at++;
        }
    }

    private void remove(int from, int length) {
        out.delete(from, from + length);
        marks.replaceAll(mark -> mark.start() < from
                ? mark
                : new Mark(mark.kind(), mark.start() - length, mark.end() - length, mark.target()));
    }

    private Marked inCodePoints() {
        String text = out.toString();
        return new Marked(
                text,
                marks.stream()
                        .map(mark -> new Mark(
                                mark.kind(),
                                text.codePointCount(0, mark.start()),
                                text.codePointCount(0, mark.end()),
                                mark.target()))
                        .toList());
    }

    /** The same text as it would be typed. */
    public static String write(String text, List<Mark> marks) {
        StringBuilder typed = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i <= points.length; i++) {
            for (Mark mark : closingAt(marks, i)) {
                typed.append(sign(mark, false));
            }
            for (Mark mark : openingAt(marks, i)) {
                typed.append(sign(mark, true));
            }
            if (i < points.length) {
                if ("*_[]\\".indexOf(points[i]) >= 0) {
                    typed.append('\\');
                }
                typed.appendCodePoint(points[i]);
            }
        }
        return typed.toString();
    }

    private static List<Mark> openingAt(List<Mark> marks, int point) {
        return marks.stream()
                .filter(mark -> mark.start() == point)
                .sorted(Comparator.comparingInt(Mark::end).reversed().thenComparing(Mark::kind))
                .toList();
    }

    /** What opened last closes first. */
    private static List<Mark> closingAt(List<Mark> marks, int point) {
        return marks.stream()
                .filter(mark -> mark.end() == point)
                .sorted(Comparator.comparingInt(Mark::start)
                        .thenComparing(Mark::kind)
                        .reversed())
                .toList();
    }

    private static String sign(Mark mark, boolean opens) {
        return switch (mark.kind()) {
            case STRONG -> "**";
            case EMPHASIS -> "__";
            case LINK -> opens ? "[" : "](" + target(mark.target()) + ")";
        };
    }

    private static String target(@Nullable String target) {
        return target == null ? "" : target.replace(")", "%29");
    }
}
