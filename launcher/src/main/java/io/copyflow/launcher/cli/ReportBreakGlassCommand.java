package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.log.BrokenGlassReport;
import io.copyflow.launcher.log.DirectoryNames;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.ReadableJson;
import io.copyflow.launcher.log.Screen;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code copyflow report break-glass}. */
@Command(
        name = "break-glass",
        description = {
            "List the versions that somebody vouched for alone: who and why, and who countersigned.",
            "A glass is open until it is countersigned, or its version is void, sent back or rejected."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
final class ReportBreakGlassCommand implements Runnable {

    @ParentCommand
    private ReportCommand report;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Only those broken since then: a day such as 2026-03-01, or a time such as"
                    + " 2026-03-01T08:00:00Z.")
    private Instant since = Instant.MIN;

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    @Override
    public void run() {
        RootCommand root = report.root();
        ZoneId zone = ZoneId.systemDefault();
        BrokenGlassReport glasses = new BrokenGlassReport();
        try (SchemaIds ids = root.schemaIds();
                LogReader reader = new LogReader(root.configuration().kafkaClient(), ids)) {
            reader.read(BrokenGlassReport.TOPICS, glasses::add);
            if (json) {
                glasses.json(since).forEach(glass -> root.out().println(ReadableJson.line(glass)));
            } else {
                Screen screen = Screen.standardOutput(
                        spec.commandLine().getColorScheme().ansi(), zone);
                glasses.lines(since, DirectoryNames.read(reader), screen).forEach(root.out()::println);
            }
        }
        root.out().flush();
    }
}
