package io.copyflow.launcher.cluster;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Ports that are free and stay so while their process is away: below those that systems give to clients, or a client of
 * the cluster may have the port of a broker that is to come back.
 */
public final class Ports {

    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    private static final int TRIES = 2_000;

    private Ports() {}

    /** @throws StageFailure with code {@code port-in-use} when there are not so many */
    public static List<Integer> free(int count) {
        Random random = new Random();
        Set<Integer> found = new LinkedHashSet<>();
        for (int tried = 0; found.size() < count; tried++) {
            if (tried == TRIES) {
                throw new StageFailure(
                        "port-in-use",
                        "Expected " + count + " free ports between " + LOWEST + " and " + (LOWEST + COUNT)
                                + ", but found only " + found.size() + ". End what listens there.");
            }
            int port = LOWEST + random.nextInt(COUNT);
            if (isFree(port)) {
                found.add(port);
            }
        }
        return List.copyOf(found);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
