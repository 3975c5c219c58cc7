package io.copyflow.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** WebM: it is taken as it is. Programs that make it write no place into it, and its size is left to the player. */
final class WebmFile implements Container {

    @Override
    public Look look(Path file) {
        return new Look(null, null, 1, false);
    }

    @Override
    public void withoutPlace(Path file, Path to, int orientation) throws IOException {
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
