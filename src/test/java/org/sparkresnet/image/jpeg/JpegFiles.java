package org.sparkresnet.image.jpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Files that {@code src/test/python/golden_pictures.py} made, and what the decoder makes of them. */
final class JpegFiles {
    /** One of each kind. */
    static final List<String> NAMES = List.of(
            "baseline-420.jpg",
            "baseline-422.jpg",
            "baseline-444.jpg",
            "gray.jpg",
            "sampling-440.jpg",
            "sampling-411.jpg",
            "sampling-410.jpg",
            "sampling-1x4.jpg",
            "sampling-uneven.jpg",
            "sampling-coarse-light.jpg",
            "restarts.jpg",
            "restarts-every-row.jpg",
            "progressive.jpg",
            "progressive-444.jpg",
            "progressive-411.jpg",
            "progressive-restarts.jpg",
            "three-scans.jpg",
            "ycck.jpg",
            "one-pixel.jpg",
            "three-columns.jpg",
            "four-columns.jpg");

    private JpegFiles() {}

    static byte[] file(String name) {
        try (InputStream stream = JpegFiles.class.getResourceAsStream("/org/sparkresnet/image/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole picture, {@code [rows][3][columns]}; demands that the file ends as it should. */
    static int[][][] whole(JpegDecoder decoder, byte[] file, int divisor) throws DamagedJpegException {
        decoder.open(file);
        int height = Component.divideUp(decoder.height(), divisor);
        int width = Component.divideUp(decoder.width(), divisor);
        int[][][] rows = rows(decoder, new Part(0, 0, height, width), divisor);
        decoder.finish();
        return rows;
    }

    /** A part of the file that is open. */
    static int[][][] rows(JpegDecoder decoder, Part part, int divisor) throws DamagedJpegException {
        decoder.start(part, divisor);
        int[][][] rows = new int[part.height()][3][];
        int[][] pixels = new int[3][JpegDecoder.MOST_ROWS * part.width()];
        for (int first = 0; first < rows.length; first += JpegDecoder.MOST_ROWS) {
            int count = Math.min(JpegDecoder.MOST_ROWS, rows.length - first);
            decoder.read(count, pixels);
            for (int i = 0; i < 3 * count; i++) {
                int from = i / 3 * part.width();
                rows[first + i / 3][i % 3] = Arrays.copyOfRange(pixels[i % 3], from, from + part.width());
            }
        }
        return rows;
    }
}
