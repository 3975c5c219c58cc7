package io.copyflow.channels.social;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A grey picture, which takes the place of one that must go where a network takes none away. */
final class EmptyPicture {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int GREY = 0xC8C8C8;

    private EmptyPicture() {}

    static byte[] png() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[WIDTH * HEIGHT];
        Arrays.fill(row, GREY);
        image.setRGB(0, 0, WIDTH, HEIGHT, row, 0, WIDTH);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
