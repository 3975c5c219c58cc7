package io.copyflow.ingest.gateway;

import io.copyflow.ingest.domain.Block;
import java.util.List;
import java.util.stream.Stream;

/** The body of an item as it was read: its blocks, and the pictures between them. */
record Body(List<Block> blocks, List<WantedPicture> pictures) {

    static final Body NONE = new Body(List.of(), List.of());

    Body {
        blocks = List.copyOf(blocks);
        pictures = List.copyOf(pictures);
    }

    static Body text(List<Block> blocks) {
        return new Body(blocks, List.of());
    }

    /** Whether there is no text; a picture alone is no story. */
    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The same with pictures behind the text, those that stand in it already left out. */
    Body with(List<WantedPicture> more) {
        List<String> here = pictures.stream().map(WantedPicture::place).toList();
        return new Body(
                blocks,
                Stream.concat(
                                pictures.stream(),
                                more.stream()
                                        .filter(picture -> !here.contains(picture.place()))
                                        .map(picture -> picture.at(blocks.size())))
                        .toList());
    }

    /** The same without its first block. */
    Body withoutFirst() {
        return new Body(
                blocks.subList(1, blocks.size()),
                pictures.stream()
                        .map(picture -> picture.at(Math.max(0, picture.at() - 1)))
                        .toList());
    }
}
