package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Those that may be filled. What lies on them is kept where they lay, unless they are dropped: a run that broke is to be
 * looked into, and its folder has to have all of it.
 */
final class Disks implements AutoCloseable {

    /** Whose disks are filled, and how many MiB they hold: a broker refuses to start with fewer than 128 free. */
    private static final Map<String, Integer> SMALL =
            Map.of("broker-1", 1_024, Topics.TRANSLATE + "-1", 256, Topics.PUBLISH + "-1", 256);

    private final Consumer<String> tell;
    private final Map<String, SmallDisk> byName = new TreeMap<>();
    private boolean dropped;

    Disks(Consumer<String> tell) {
        this.tell = tell;
    }

    synchronized void mount(Path folder) {
        SMALL.forEach((name, mebibytes) -> {
            if (!dropped) {
                byName.put(name, SmallDisk.under(folder.resolve(name), mebibytes));
            }
        });
    }

    /** By the name of the process they are of. */
    synchronized Map<String, SmallDisk> byName() {
        return Map.copyOf(byName);
    }

    /** Nothing that lies on them is wanted. */
    synchronized void drop() {
        dropped = true;
        byName.values().forEach(SmallDisk::close);
        byName.clear();
    }

    @Override
    public synchronized void close() {
        byName.forEach((name, disk) -> {
            String notKept = disk.keep();
            if (!notKept.isEmpty()) {
                tell.accept("What " + name + " has is not in its folder but on a disk of memory: " + notKept);
            }
        });
        byName.clear();
    }
}
