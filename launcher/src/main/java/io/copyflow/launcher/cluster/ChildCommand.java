package io.copyflow.launcher.cluster;

import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the processes of a cluster are started: java, its options, and what {@link Child} takes. */
final class ChildCommand {

    private ChildCommand() {}

    /** @param temporary where the process has what it needs while it runs only */
    static List<String> java(int heapMiB, Path temporary, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx" + heapMiB + "m",
                // many small processes share few cores: what a larger collector and compiler gain is not gained here
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(cacheOfThisJvm());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(arguments);
        return command;
    }

    static List<String> stage(String stage, String name, Cluster.Plan plan, Configuration configuration) {
        List<String> arguments = new ArrayList<>(List.of("stage", stage));
        arguments.addAll(settings(
                configuration,
                Map.of(
                        Setting.DATA_DIR,
                        plan.folderOf(name).toString(),
                        Setting.STAGE_STANDBYS,
                        plan.instances() > 1 ? "1" : "0",
                        Setting.STAGE_INSTANCE,
                        "",
                        Setting.HTTP_PORT,
                        "0")));
        return arguments;
    }

    static List<String> channels(Cluster.Plan plan, Configuration configuration) {
        List<String> arguments = new ArrayList<>(List.of("channels", "run"));
        arguments.addAll(settings(
                configuration,
                Map.of(
                        Setting.DATA_DIR,
                        plan.folderOf(Cluster.CHANNELS).toString(),
                        Setting.SYNDICATION_PORT,
                        "0",
                        Setting.HTTP_PORT,
                        "0")));
        // as long as that of a stage
        arguments.add("--set=kafka.session.timeout.ms=10000");
        return arguments;
    }

    /** As a command line has them: those chosen, and those that are not as they would be anyway. */
    static List<String> settings(Configuration wanted, Map<Setting, String> chosen) {
        List<String> arguments = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String value = chosen.getOrDefault(setting, wanted.text(setting));
            // the environment, which the processes share, is weaker than what is chosen
            if (chosen.containsKey(setting) || !value.equals(setting.fallback())) {
                arguments.add("--set=" + setting.key() + "=" + value);
            }
        }
        wanted.kafkaClient().forEach((key, value) -> {
            if (!key.equals(Setting.BOOTSTRAP_SERVERS.key())) {
                arguments.add("--set=kafka." + key + "=" + value);
            }
        });
        return arguments;
    }

    /** Options for the cache of loaded classes that this JVM was started with, if it was with one. */
    private static List<String> cacheOfThisJvm() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:AOTCache=") || argument.startsWith("-Xlog:aot"))
                .toList();
    }
}
