package io.copyflow.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The course of an overload as a picture (SVG, for light and dark): memory over time with its budget, and below it how many
 * commands were accepted and refused each second.
 */
final class OverloadPlot {

    private static final int WIDTH = 960;
    private static final int LEFT = 74;
    private static final int RIGHT = 936;
    private static final int MEBI = 20;
    private static final String STYLE = """
            text { font: 13px "Inter", "Segoe UI", system-ui, sans-serif; fill: #5d5a54; }
            .paper { fill: #fbfaf7; } .title { font-size: 17px; font-weight: 600; fill: #1d1c1a; }
            .head { font-size: 14px; font-weight: 600; fill: #1d1c1a; } .number { text-anchor: end; }
            .middle { text-anchor: middle; } .grid { stroke: #e2ded6; stroke-width: 1; } .base { stroke: #c6c0b4; }
            .part { fill: #f3f1ec; } .own { fill: #17495c; } .files { fill: #9cc3d1; } .budget { stroke: #a8201a; }
            .budget-words { fill: #a8201a; font-weight: 600; } .heap { stroke: #f0b95a; } .heap-key { fill: #f0b95a; }
            .accepted { stroke: #1b6b45; } .refused { stroke: #8a5200; } .capacity { stroke: #5d5a54; }
            .line { fill: none; stroke-width: 1.75; stroke-linejoin: round; } .dashed { stroke-dasharray: 6 4; }
            @media (prefers-color-scheme: dark) {
              text { fill: #a8a39a; } .paper { fill: #17181a; } .title, .head { fill: #e9e6e0; }
              .grid { stroke: #303236; } .base { stroke: #4a4d53; } .part { fill: #1f2023; } .own { fill: #2f7389; }
              .files { fill: #8cc4d8; } .budget { stroke: #f2968f; } .budget-words { fill: #f2968f; }
              .heap { stroke: #ffe0a3; } .heap-key { fill: #ffe0a3; }
              .accepted { stroke: #82cfa2; } .refused { stroke: #e8b565; } .capacity { stroke: #a8a39a; }
            }
            """;

    private static final Panel MEMORY = new Panel(100, 250);
    private static final Panel ACCEPTED = new Panel(410, 110);
    private static final Panel REFUSED = new Panel(580, 110);
    private static final int HEIGHT = 750;

    private final String title;
    private final List<Course.Sample> samples;
    private final long budget;
    private final double capacity;
    private final double seconds;
    private final StringBuilder svg = new StringBuilder();

    /** Where one of the diagrams is, in pixels from above. */
    private record Panel(int top, int height) {

        int bottom() {
            return top + height;
        }
    }

    /** A part of the measurement, and from when to when it was. */
    private record Part(String name, double from, double to) {}

    /**
     * @param samples one at least
     * @param budget bytes; 0 for none
     * @param capacity commands a second
     */
    OverloadPlot(String title, List<Course.Sample> samples, long budget, double capacity) {
        this.title = title;
        this.samples = List.copyOf(samples);
        this.budget = budget;
        this.capacity = capacity;
        this.seconds = samples.getLast().seconds();
    }

    String svg() {
        put(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " aria-label=\"%s\">",
                WIDTH, HEIGHT, WIDTH, HEIGHT, escaped(title));
        put("<style>\n%s</style>", STYLE);
        put("<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"6\"/>", WIDTH, HEIGHT);
        text("title", LEFT - 50, 34, title);
        parts();
        memory();
        rates();
        time();
        return svg.append("</svg>\n").toString();
    }

    private void parts() {
        List<Part> parts = new ArrayList<>();
        double from = 0;
        for (int index = 0; index < samples.size(); index++) {
            Course.Sample sample = samples.get(index);
            boolean isLast = index + 1 == samples.size()
                    || !samples.get(index + 1).part().equals(sample.part());
            if (isLast) {
                parts.add(new Part(sample.part(), from, sample.seconds()));
                from = sample.seconds();
            }
        }
        for (int index = 0; index < parts.size(); index++) {
            Part part = parts.get(index);
            double width = x(part.to) - x(part.from);
            if (index % 2 == 1) {
                for (Panel panel : List.of(MEMORY, ACCEPTED, REFUSED)) {
                    put(
                            "<rect class=\"part\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                            x(part.from), panel.top, width, panel.height);
                }
            }
            // as much room as its words take
            if (width > 7.5 * part.name.length()) {
                text("middle", (x(part.from) + x(part.to)) / 2, MEMORY.top - 6, part.name);
            }
        }
    }

    private void memory() {
        double step = 256L << MEBI;
        double most = Math.max(
                Math.max(budget * 1.1, step),
                samples.stream().mapToDouble(OverloadPlot::resident).max().orElse(0) * 1.05);
        text("head", LEFT - 50, MEMORY.top - 30, "Resident memory, MiB");
        key("own", LEFT + 150, "its own");
        key("files", LEFT + 225, "pages of mapped files");
        key("heap-key", LEFT + 400, "used of the heap");
        for (double value = 0; value <= most; value += step) {
            grid(MEMORY, value, most, number(value / (1 << MEBI)));
        }
        area("files", OverloadPlot::resident, most);
        area("own", OverloadPlot::own, most);
        List<Course.Sample> withHeap =
                samples.stream().filter(sample -> sample.heapBytes() > 0).toList();
        line("heap", MEMORY, withHeap, Course.Sample::heapBytes, most);
        if (budget > 0) {
            level("budget", MEMORY, budget, most);
            put(
                    "<text class=\"number budget-words\" x=\"%d\" y=\"%.1f\">budget %s MiB</text>",
                    RIGHT - 6, y(MEMORY, budget, most) - 6, number(budget >> MEBI));
        }
    }

    private void rates() {
        rate(
                ACCEPTED,
                "accepted",
                "Accepted a second",
                sample -> sample.perSecond(sample.counts().accepted()));
        double most = most(sample -> sample.perSecond(sample.counts().accepted()));
        level("capacity", ACCEPTED, capacity, most);
        text("number", RIGHT - 6, ACCEPTED.top - 8, "dashed: what it takes, " + number(capacity) + " a second");
        rate(
                REFUSED,
                "refused",
                "Refused a second, with Retry-After",
                sample -> sample.perSecond(
                        sample.counts().refused() + sample.counts().unanswered()));
    }

    private void rate(Panel panel, String name, String words, ToDoubleFunction<Course.Sample> value) {
        double most = most(value);
        text("head", LEFT - 50, panel.top - 8, words);
        double step = step(most);
        for (double at = 0; at <= most; at += step) {
            grid(panel, at, most, number(at));
        }
        line(name, panel, samples, value, most);
    }

    private double most(ToDoubleFunction<Course.Sample> value) {
        return Math.max(
                Math.max(10, capacity * 1.15),
                samples.stream().mapToDouble(value).max().orElse(0) * 1.05);
    }

    /** 1, 2 or 5 times a power of ten, so that there are three to six lines. */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double first = most / power;
        return first < 1.5 ? power / 4 : first < 3 ? power / 2 : first < 6 ? power : power * 2;
    }

    private void time() {
        double step = seconds <= 120 ? 15 : seconds <= 300 ? 30 : seconds <= 900 ? 60 : 300;
        for (double at = 0; at <= seconds; at += step) {
            text(
                    "middle",
                    x(at),
                    REFUSED.bottom() + 20,
                    String.format(Locale.ROOT, "%.0f:%02.0f", Math.floor(at / 60), at % 60));
        }
        text("number", RIGHT, REFUSED.bottom() + 42, "minutes and seconds since it was ready");
    }

    private void area(String name, ToDoubleFunction<Course.Sample> value, double most) {
        StringBuilder path = new StringBuilder();
        boolean begun = false;
        double last = 0;
        for (Course.Sample sample : samples) {
            if (sample.resident() == null) {
                continue;
            }
            if (!begun) {
                path.append(String.format(Locale.ROOT, "M%.1f %d", x(sample.seconds()), MEMORY.bottom()));
                begun = true;
            }
            last = sample.seconds();
            path.append(
                    String.format(Locale.ROOT, "L%.1f %.1f", x(last), y(MEMORY, value.applyAsDouble(sample), most)));
        }
        if (begun) {
            path.append(String.format(Locale.ROOT, "L%.1f %dZ", x(last), MEMORY.bottom()));
            put("<path class=\"%s\" d=\"%s\"/>", name, path);
        }
    }

    private void line(
            String name, Panel panel, List<Course.Sample> which, ToDoubleFunction<Course.Sample> value, double most) {
        StringBuilder points = new StringBuilder();
        for (Course.Sample sample : which) {
            points.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(sample.seconds()), y(panel, value.applyAsDouble(sample), most)));
        }
        put(
                "<polyline class=\"line %s\" points=\"%s\"/>",
                name, points.toString().strip());
    }

    private void level(String name, Panel panel, double value, double most) {
        double y = y(panel, value, most);
        put("<line class=\"line dashed %s\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", name, LEFT, y, RIGHT, y);
    }

    private void grid(Panel panel, double value, double most, String words) {
        double y = y(panel, value, most);
        put(
                "<line class=\"grid%s\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
                value == 0 ? " base" : "", LEFT, y, RIGHT, y);
        text("number", LEFT - 8, y + 4.5, words);
    }

    private void key(String name, int x, String words) {
        put("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" rx=\"2\"/>", name, x, MEMORY.top - 41);
        text("", x + 18, MEMORY.top - 30, words);
    }

    private void text(String style, double x, double y, String words) {
        put("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escaped(words));
    }

    private void put(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private double x(double at) {
        return LEFT + (RIGHT - LEFT) * at / seconds;
    }

    private static double y(Panel panel, double value, double most) {
        return panel.bottom() - panel.height * value / most;
    }

    private static double resident(Course.Sample sample) {
        return sample.resident() == null ? 0 : sample.resident().all();
    }

    private static double own(Course.Sample sample) {
        return sample.resident() == null ? 0 : sample.resident().own();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
