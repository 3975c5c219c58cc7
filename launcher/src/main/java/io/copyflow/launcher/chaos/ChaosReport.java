package io.copyflow.launcher.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** What came of a run, for a person, and on one line of JSON for a program. */
public final class ChaosReport {

    private static final int SHOWN = 10;

    private ChaosReport() {}

    public static void print(ChaosRun.Result result, PrintWriter out) {
        ChaosRun.Settings settings = result.settings();
        row(out, "seed", settings.seed());
        row(
                out,
                "cluster",
                settings.brokers() + " brokers, " + settings.instances() + " instances of each stage, "
                        + (result.residentBytes() >> 20) + " MiB resident together");
        row(
                out,
                "work",
                result.stories() + " stories, " + result.versions() + " versions published, " + result.killed()
                        + " stories killed");
        row(
                out,
                "log",
                result.commands() + " commands, " + result.facts() + " facts, " + result.rejections()
                        + " refusals and repeats");
        row(out, "rest", "all work came to rest " + result.rest().toSeconds() + " s after the last fault");
        out.println();
        result.faults()
                .forEach((kind, count) -> out.println(String.format(Locale.ROOT, "%5d  %s", count, kind.sentence())));
        out.println(String.format(Locale.ROOT, "%5d  faults", result.faultsDone()));
        result.gaveUp()
                .forEach((code, count) -> out.println(String.format(
                        Locale.ROOT,
                        "%5d  times a process ended by itself with code %d and was started again",
                        count,
                        code)));
        out.println(String.format(
                Locale.ROOT, "%5d  times the reader that read along lost its brokers", result.interruptions()));
        out.println();
        for (Invariant invariant : result.invariants()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-5s  %-24s %8d looked at   %s",
                    invariant.holds() && invariant.looked() == 0 ? "none" : invariant.holds(),
                    invariant.name(),
                    invariant.looked(),
                    invariant.sentence()));
            invariant.breaches().stream().limit(SHOWN).forEach(breach -> out.println("       - " + breach));
            int more = invariant.breaches().size() - SHOWN;
            if (more > 0) {
                out.println("       and " + more + " more");
            }
        }
    }

    private static void row(PrintWriter out, String name, Object value) {
        out.println(String.format(Locale.ROOT, "%-10s %s", name, value));
    }

    /** One line. */
    public static String json(ChaosRun.Result result) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ChaosRun.Settings settings = result.settings();
        json.put("chaos", "result");
        json.put("seed", settings.seed());
        json.put("brokers", settings.brokers());
        json.put("instances", settings.instances());
        json.put("seconds", settings.howLong().toSeconds());
        json.put("stories", result.stories());
        json.put("versions", result.versions());
        json.put("killed", result.killed());
        json.put("commands", result.commands());
        json.put("facts", result.facts());
        json.put("rejections", result.rejections());
        json.put("restSeconds", result.rest().toSeconds());
        json.put("residentMiB", result.residentBytes() >> 20);
        ObjectNode gaveUp = json.putObject("gaveUpByCode");
        result.gaveUp().forEach((code, count) -> gaveUp.put(Integer.toString(code), count));
        json.put("interruptions", result.interruptions());
        json.put("faults", result.faultsDone());
        ObjectNode kinds = json.putObject("faultsByKind");
        result.faults().forEach((kind, count) -> kinds.put(kind.code(), count));
        ObjectNode invariants = json.putObject("invariants");
        result.invariants().forEach(invariant -> invariants.put(invariant.name(), invariant.holds()));
        json.put("holds", result.holds());
        return json.toString();
    }
}
