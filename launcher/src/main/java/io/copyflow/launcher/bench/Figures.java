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
