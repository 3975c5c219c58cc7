package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoingTest {

    private final List<String> undone = new ArrayList<>();
    private final Undoing undoing = new Undoing();

    @Test
    void whatCameLastIsUndoneFirstAndOnce() {
        undoing.add(() -> undone.add("disks"));
        undoing.add(() -> undone.add("cluster"));

        undoing.close();
        undoing.close();

        assertThat(undone).containsExactly("cluster", "disks");
    }

    @Test
    void whatComesAfterTheEndIsUndoneAtOnce() {
        undoing.close();

        undoing.add(() -> undone.add("cluster"));

        assertThat(undone).containsExactly("cluster");
    }
}
