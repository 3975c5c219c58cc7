package io.copyflow.launcher.cli;

import picocli.CommandLine.Option;

/** How large a cluster on this machine is. */
final class ClusterOptions {

    @Option(names = "--brokers", defaultValue = "3", description = "How many brokers, 1 to 5 (${DEFAULT-VALUE}).")
    private int brokers;

    @Option(
            names = "--instances",
            defaultValue = "2",
            description = "How many instances of each stage, 1 to 4 (${DEFAULT-VALUE}).")
    private int instances;

    void demandSense() {
        BenchOptions.demand("--brokers", brokers, 1, 5);
        BenchOptions.demand("--instances", instances, 1, 4);
    }

    int brokers() {
        return brokers;
    }

    int instances() {
        return instances;
    }
}
