package io.copyflow.launcher.cluster;

import io.copyflow.launcher.Copyflow;
import java.util.Arrays;

/** The program of a cluster's processes: a broker, a stage as {@code copyflow stage} runs it, or the channels. It ends with its parent. */
public final class Child {

    private Child() {}

    /** @param args {@code broker} and what {@link BrokerNode} takes, or what the command line takes */
    public static void main(String[] args) {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent ->
                        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        if (args[0].equals(BrokerNode.WORD)) {
            BrokerNode.parse(Arrays.asList(args)).run();
        } else {
            Copyflow.main(args);
        }
    }
}
