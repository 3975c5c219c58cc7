package io.copyflow.review.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said about the versions of one story in one language: it goes on from version to version.
 *
 * @param comments how many comments there ever were; their ids count them
 * @param open the threads that are not resolved, in the order they began; at most {@value #MOST_THREADS}
 */
public record Discussion(int comments, List<OpenThread> open) {

    static final int MOST_THREADS = 200;

    /** Nothing was said yet. */
    public static final Discussion NONE = new Discussion(0, List.of());

    public Discussion {
        open = List.copyOf(open);
    }

    /** The open thread that began with this comment, or null. */
    @Nullable
    OpenThread thread(String id) {
        return open.stream()
                .filter(thread -> thread.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The remarks as the next comments. */
    List<Comment> comments(List<Remark> remarks) {
        List<Comment> next = new ArrayList<>();
        for (Remark remark : remarks) {
            next.add(new Comment("c" + (comments + next.size() + 1), remark.segmentId(), remark.text()));
        }
        return next;
    }

    Discussion begun(String author, List<Comment> first) {
        return new Discussion(
                comments + first.size(),
                Stream.concat(
                                open.stream(),
                                first.stream()
                                        .map(comment -> new OpenThread(comment.id(), comment.segmentId(), author, 0)))
                        .toList());
    }

    Discussion answered(String threadId) {
        return new Discussion(
                comments + 1,
                open.stream()
                        .map(thread -> thread.id().equals(threadId) ? thread.answered() : thread)
                        .toList());
    }

    Discussion resolved(String threadId) {
        return new Discussion(
                comments,
                open.stream().filter(thread -> !thread.id().equals(threadId)).toList());
    }
}
