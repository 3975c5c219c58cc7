package io.copyflow.ingest.domain;

import io.copyflow.contract.SegmentKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the blocks of a new revision the ids of the segments they continue. Source: docs/semantics.md, rule 5.
 *
 * <ol>
 *   <li>Headline, standfirst, byline and dateline are known by their kind.
 *   <li>A block with the same kind, text, marks and picture as a segment keeps its id, also when it moved.
 *   <li>Left-over blocks are compared with the left-over segments in the same gap between kept neighbours: the first of
 *       a kind takes the id of the first of that kind, and so on. It counts as changed. So the first part of a split and
 *       the merged block keep an id, changed, and an alternative text whose picture was replaced.
 *   <li>What is still without an id is new and gets the next number, never one used before.
 * </ol>
 *
 * @param segments the new revision's segments, in reading order
 * @param changed ids that are new or have a new hash, in reading order
 * @param removed ids that are gone, in the old reading order
 */
record Alignment(List<Segment> segments, List<String> changed, List<String> removed) {

    static Alignment of(List<SegmentDigest> old, List<Block> blocks, int nextBlock) {
        @Nullable String[] ids = new String[blocks.size()];
        int[] oldPosition = new int[blocks.size()];
        Arrays.fill(oldPosition, -1);
        boolean[] taken = new boolean[old.size()];

        Map<Likeness, Deque<Integer>> alike = new HashMap<>();
        for (int i = 0; i < old.size(); i++) {
            SegmentDigest segment = old.get(i);
            if (segment.kind().isHead()) {
                taken[i] = true;
            } else {
                alike.computeIfAbsent(new Likeness(segment.kind(), segment.hash()), k -> new ArrayDeque<>())
                        .add(i);
            }
        }
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.kind().isHead()) {
                ids[i] = block.kind().label();
                continue;
            }
            Deque<Integer> same = alike.get(new Likeness(block.kind(), block.hash()));
            Integer position = same == null ? null : same.poll();
            if (position != null) {
                ids[i] = old.get(position).id();
                oldPosition[i] = position;
                taken[position] = true;
            }
        }
        fillGaps(old, blocks, ids, oldPosition, taken);
        int next = nextBlock;
        List<Segment> segments = new ArrayList<>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            String id = ids[i];
            segments.add(Segment.of(id == null ? "b" + next++ : id, blocks.get(i)));
        }
        return compared(old, segments);
    }

    private static void fillGaps(
            List<SegmentDigest> old, List<Block> blocks, @Nullable String[] ids, int[] oldPosition, boolean[] taken) {
        int i = 0;
        int before = -1;
        while (i < blocks.size()) {
            if (ids[i] != null) {
                if (oldPosition[i] >= 0) {
                    before = oldPosition[i];
                }
                i++;
                continue;
            }
            int end = i;
            int after = old.size();
            while (end < blocks.size() && oldPosition[end] < 0) {
                end++;
            }
            if (end < blocks.size()) {
                after = oldPosition[end];
            }
            List<Integer> gap = leftOverAfter(old, taken, before);
            if (gap.isEmpty()) {
                gap = leftOverBefore(old, taken, after);
                // counted from the neighbour they stand before
                gap = gap.subList(Math.max(0, gap.size() - (end - i)), gap.size());
            }
            Map<SegmentKind, Deque<Integer>> byKind = new EnumMap<>(SegmentKind.class);
            for (int position : gap) {
                byKind.computeIfAbsent(old.get(position).kind(), k -> new ArrayDeque<>())
                        .add(position);
            }
            for (; i < end; i++) {
                Deque<Integer> sameKind =
                        ids[i] == null ? byKind.get(blocks.get(i).kind()) : null;
                Integer position = sameKind == null ? null : sameKind.poll();
                if (position != null) {
                    ids[i] = old.get(position).id();
                    taken[position] = true;
                }
            }
        }
    }

    /** The run of left-over segments that follows a position; heads do not end it. */
    private static List<Integer> leftOverAfter(List<SegmentDigest> old, boolean[] taken, int position) {
        List<Integer> run = new ArrayList<>();
        for (int i = position + 1; i < old.size(); i++) {
            if (!taken[i]) {
                run.add(i);
            } else if (!old.get(i).kind().isHead()) {
                break;
            }
        }
        return run;
    }

    private static List<Integer> leftOverBefore(List<SegmentDigest> old, boolean[] taken, int position) {
        List<Integer> run = new ArrayList<>();
        for (int i = position - 1; i >= 0; i--) {
            if (!taken[i]) {
                run.addFirst(i);
            } else if (!old.get(i).kind().isHead()) {
                break;
            }
        }
        return run;
    }

    private static Alignment compared(List<SegmentDigest> old, List<Segment> segments) {
        Map<String, SegmentDigest> oldById = new HashMap<>();
        old.forEach(segment -> oldById.put(segment.id(), segment));
        List<String> changed = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        for (Segment segment : segments) {
            kept.add(segment.id());
            if (!Objects.equals(oldById.get(segment.id()), segment.digest())) {
                changed.add(segment.id());
            }
        }
        List<String> removed = old.stream()
                .map(SegmentDigest::id)
                .filter(id -> !kept.contains(id))
                .toList();
        return new Alignment(List.copyOf(segments), List.copyOf(changed), removed);
    }

    private record Likeness(SegmentKind kind, String hash) {}
}
