package io.copyflow.launcher.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** How figures are written: in rows for a person, in fields for a program. */
final class Figures {

    private static final int SHOWN = 5;

    private Figures() {}

    /** Adds what was measured on. */
    static ObjectNode machine(ObjectNode json) {
        Runtime runtime = Runtime.getRuntime();
        json.put("processors", runtime.availableProcessors());
        json.put("heapMiB", runtime.maxMemory() >> 20);
        json.put("java", Runtime.version().toString());
        return json;
    }

    /** A row of what is not as it must be; the first few are named. */
    static void wrong(PrintWriter out, String what, List<String> versions) {
        row(
                out,
                what,
                versions.size()
                        + (versions.isEmpty()
                                ? ""
                                : ": "
                                        + String.join(
                                                " ",
                                                versions.stream().limit(SHOWN).toList())
                                        + (versions.size() > SHOWN ? " …" : "")));
    }

    /** What became of the texts. */
    static void check(PrintWriter out, ArrivalCheck.Verdict check) {
        row(out, "texts checked", Integer.toString(check.expected()));
        wrong(out, "missing", check.missing());
        wrong(out, "doubled", check.doubled());
        wrong(out, "altered", check.altered());
        wrong(out, "unexpected", check.unexpected());
    }

    /** The same for a program. */
    static void check(ObjectNode json, ArrivalCheck.Verdict check) {
        json.put("textsChecked", check.expected());
        json.put("missing", check.missing().size());
        json.put("doubled", check.doubled().size());
        json.put("altered", check.altered().size());
        json.put("unexpected", check.unexpected().size());
    }

    /** What was measured by turns. */
    static void turns(PrintWriter out, Turns turns, String with, String without) {
        for (Turns.Round round : turns.rounds()) {
            row(
                    out,
                    "flow",
                    perSecond(round.with().versionsPerSecond()) + " " + with + ", "
                            + number(round.without().versionsPerSecond(), 0) + " " + without + ", "
                            + number(round.ratio(), 2));
        }
        row(out, "ratio", number(turns.ratio(), 2) + ", the middle one");
    }

    /**
     * The same for a program.
     *
     * @param with end of the name of the rate of the newsroom that bears something
     */
    static void turns(ObjectNode json, Turns turns, String with) {
        for (Turns.Round round : turns.rounds()) {
            ObjectNode each = json.withArray("rounds").addObject();
            each.put("versionsPerSecond", rounded(round.without().versionsPerSecond(), 1));
            each.put("versionsPerSecond" + with, rounded(round.with().versionsPerSecond(), 1));
            each.put("ratio", rounded(round.ratio(), 4));
        }
        json.put("ratio", rounded(turns.ratio(), 4));
    }

    /** The middle one, or between the two in the middle; 0 of none. */
    static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        return count == 0 ? 0 : (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    }

    static void row(PrintWriter out, String name, String value) {
        out.println(String.format(Locale.ROOT, "%-22s %s", name, value));
    }

    static String perSecond(double rate) {
        return number(rate, 0) + " versions/s";
    }

    static String number(double value, int places) {
        return String.format(Locale.ROOT, "%,." + places + "f", value);
    }

    static double rounded(double value, int places) {
        double scale = Math.pow(10, places);
        return Math.round(value * scale) / scale;
    }
}
