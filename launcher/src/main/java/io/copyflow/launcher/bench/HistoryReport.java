package io.copyflow.launcher.bench;

import static io.copyflow.launcher.bench.Figures.machine;
import static io.copyflow.launcher.bench.Figures.number;
import static io.copyflow.launcher.bench.Figures.rounded;
import static io.copyflow.launcher.bench.Figures.row;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** What came of a flow on a long history: for a person, and on one line of JSON for a program. */
public final class HistoryReport {

    private HistoryReport() {}

    public static void print(HistoryBench.Result result, PrintWriter out) {
        HistoryBench.Settings settings = result.settings();
        HistoryBench.Stored stored = result.stored();
        row(
                out,
                "stories",
                settings.stories() + " in " + settings.languages() + " languages, in each round and each newsroom");
        row(
                out,
                "past",
                String.format(
                        Locale.ROOT,
                        "%,d finished stories in %d languages and their own: %,d records, %,d MiB",
                        settings.past(),
                        settings.pastLanguages(),
                        stored.laid().records(),
                        stored.laid().bytes() >> 20));
        row(
                out,
                "on disk",
                String.format(
                        Locale.ROOT,
                        "%,d MiB in the broker's logs, %,d MiB in the stages' stores",
                        stored.changeLogBytes() >> 20,
                        stored.storeBytes() >> 20));
        row(out, "stores restored", number(stored.restoreSeconds(), 1) + " s, from the change logs alone");
        Figures.turns(out, result.turns(), "with the past", "on an empty log");
        started(out, "up, empty log", result.empty());
        started(out, "up, with the past", result.past());
        row(out, "of the past, revised", Integer.toString(result.revised().expected()));
        Figures.check(out, result.check());
        if (!result.refusals().isEmpty()) {
            row(out, "refused to the bots", result.refusals().toString());
        }
    }

    private static void started(PrintWriter out, String name, HistoryBench.Started started) {
        row(
                out,
                name,
                "ready after " + number(started.seconds(), 1) + " s, after work and a kill "
                        + number(started.afterKillSeconds(), 1) + " s, "
                        + (started.residentBytes() >> 20) + " MiB resident");
    }

    /** One line. */
    public static String json(HistoryBench.Result result) {
        HistoryBench.Stored stored = result.stored();
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "history");
        json.put("stories", result.settings().stories());
        json.put("languages", result.settings().languages());
        json.put("warmUpSeconds", result.settings().warmUp().toSeconds());
        json.put("past", result.settings().past());
        json.put("pastLanguages", result.settings().pastLanguages());
        json.put("pastRecords", stored.laid().records());
        json.put("pastMiB", stored.laid().bytes() >> 20);
        json.put("brokerMiB", stored.changeLogBytes() >> 20);
        json.put("storesMiB", stored.storeBytes() >> 20);
        json.put("restoreSeconds", rounded(stored.restoreSeconds(), 1));
        Figures.turns(json, result.turns(), "WithPast");
        started(json.putObject("up"), result.empty());
        started(json.putObject("upWithPast"), result.past());
        json.put("revised", result.revised().expected());
        Figures.check(json, result.check());
        return machine(json).toString();
    }

    private static void started(ObjectNode json, HistoryBench.Started started) {
        json.put("readySeconds", rounded(started.seconds(), 2));
        json.put("readyAfterKillSeconds", rounded(started.afterKillSeconds(), 2));
        json.put("residentMiB", started.residentBytes() >> 20);
    }
}
