package io.copyflow.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How files of one kind are built: what their structure tells, and how to leave out what tells a place. */
interface Container {

    /** A block of metadata that is larger is not read; it may tell anything. */
    int LARGEST_BLOCK = 1 << 20;

    /** @throws Damaged when the file is not built so */
    Look look(Path file) throws IOException;

    /**
     * Writes the file anew without what may tell a place. The picture stays bit for bit what it was.
     *
     * @param orientation what is still to be said of it
     * @throws Damaged when the file is not built so
     */
    void withoutPlace(Path file, Path to, int orientation) throws IOException;

    static Container of(MediaType type) {
        return switch (type) {
            case JPEG -> new JpegFile();
            case PNG -> new PngFile();
            case WEBP -> new WebpFile();
            case GIF -> new GifFile();
            case MP4 -> new Mp4File();
            case WEBM -> new WebmFile();
        };
    }

    static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }
}
