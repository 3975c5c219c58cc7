package io.copyflow.launcher.newsroom;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers remarks on one file, and on those it names. */
final class Remarks {

    /** A file with more mistakes than this is of another kind altogether; the rest is only counted. */
    private static final int MOST_KEPT = 1000;

    private final String file;
    private final List<Remark> remarks = new ArrayList<>();
    private int count;

    Remarks(String file) {
        this.file = file;
    }

    /** Adds a remark on a node. */
    void add(Node node, String sentence) {
        node.getStartMark()
                .ifPresentOrElse(
                        mark -> add(mark.getLine() + 1, mark.getColumn() + 1, sentence), () -> add(1, 1, sentence));
    }

    void add(int line, int column, String sentence) {
        add(new Remark(file, line, column, sentence));
    }

    /** Adds a remark on a file that is named. */
    void add(Remark remark) {
        count++;
        if (remarks.size() < MOST_KEPT) {
            remarks.add(remark);
        }
    }

    /** Adds remarks of which only the first few are at hand. */
    void add(List<Remark> some, int ofAll) {
        some.forEach(this::add);
        count += ofAll - some.size();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** How many there were, also beyond those kept. */
    int count() {
        return count;
    }

    /** The first ones, by their place. */
    List<Remark> first(int most) {
        return remarks.stream().sorted().limit(most).toList();
    }
}
