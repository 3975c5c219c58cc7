package io.copyflow.launcher.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
        ChaosRun.Counts counts = result.counts();
        row(
                out,
                "work",
                counts.stories() + " stories, " + counts.versions() + " versions published, " + counts.killed()
                        + " stories killed");
        row(
                out,
                "log",
                counts.commands() + " commands, " + counts.facts() + " facts, " + counts.rejections()
                        + " refusals and repeats");
        row(
                out,
                "rest",
                (result.rest().came() ? "all work came to rest " : "the work had not come to rest and was given up ")
                        + result.rest().after().toSeconds()
                        + " s after no more faults were begun");
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
                    word(invariant.verdict()),
                    invariant.name(),
                    invariant.looked(),
                    invariant.sentence()));
            invariant.breaches().stream().limit(SHOWN).forEach(breach -> out.println("       - " + breach));
            int more = invariant.breaches().size() - SHOWN;
            if (more > 0) {
                out.println("       and " + more + " more");
            }
        }
        if (!result.notShown().isEmpty()) {
            out.println();
            out.println("Not shown whether it holds: " + String.join("; ", result.notShown())
                    + ". Let it run for longer, or give the machine less else to do.");
        }
    }

    private static String word(Invariant.Verdict verdict) {
        return switch (verdict) {
            case HELD -> "true";
            case BROKEN -> "false";
            case NOT_SHOWN -> "none";
        };
    }

    /** Null where nothing was shown. */
    private static @Nullable Boolean held(Invariant.Verdict verdict) {
        return switch (verdict) {
            case HELD -> true;
            case BROKEN -> false;
            case NOT_SHOWN -> null;
        };
    }

    private static void row(PrintWriter out, String name, Object value) {
        out.println(String.format(Locale.ROOT, "%-10s %s", name, value));
    }

    /** One line; what did not hold is false, and what was not shown null. */
    public static String json(ChaosRun.Result result) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ChaosRun.Settings settings = result.settings();
        json.put("chaos", "result");
        json.put("seed", settings.seed());
        json.put("brokers", settings.brokers());
        json.put("instances", settings.instances());
        json.put("seconds", settings.howLong().toSeconds());
        json.put("stories", result.counts().stories());
        json.put("versions", result.counts().versions());
        json.put("killed", result.counts().killed());
        json.put("commands", result.counts().commands());
        json.put("facts", result.counts().facts());
        json.put("rejections", result.counts().rejections());
        json.put("cameToRest", result.rest().came());
        json.put("restSeconds", result.rest().after().toSeconds());
        json.put("residentMiB", result.residentBytes() >> 20);
        ObjectNode gaveUp = json.putObject("gaveUpByCode");
        result.gaveUp().forEach((code, count) -> gaveUp.put(Integer.toString(code), count));
        json.put("interruptions", result.interruptions());
        json.put("faults", result.faultsDone());
        ObjectNode kinds = json.putObject("faultsByKind");
        result.faults().forEach((kind, count) -> kinds.put(kind.code(), count));
        ObjectNode invariants = json.putObject("invariants");
        result.invariants().forEach(invariant -> invariants.put(invariant.name(), held(invariant.verdict())));
        result.notShown().forEach(json.putArray("notShown")::add);
        json.put("holds", result.isBroken() ? Boolean.FALSE : result.holds() ? Boolean.TRUE : null);
        return json.toString();
    }
}
