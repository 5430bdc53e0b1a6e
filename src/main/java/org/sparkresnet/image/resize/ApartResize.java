package org.sparkresnet.image.resize;

import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.FilePixels;
import org.sparkresnet.image.jpeg.ColorPlaces;
import org.sparkresnet.image.jpeg.Ycbcr;

/**
 * Resizes light and colors of a JPEG by themselves, where the file has fewer colors than pixels, and makes red, green and
 * blue of the outcome. That spares making the colors larger first, and most of what is to be resized. Colors lie in the
 * middle of the pixels that they stand for, so to resize them is to resize a picture that has been made smaller so many
 * times. The memory is used again.
 */
public final class ApartResize implements ResizedRows {
    private final RowResize light = new RowResize();
    private final RowResize colors = new RowResize();

    /** {@code [stride]} */
    private int[] cr = {};

    /** {@code [3][stride]} */
    private int[][] channels = {};

    /** {@code [3 * stride]} */
    private int[] levels = {};

    /**
     * Begins a file and its decoding.
     *
     * @param places of its {@link FilePixels#fewerColors}
     */
    public void open(FilePixels file, ColorPlaces places, Sampling sampling, PictureShape whole)
            throws UndecodableException {
        Taps rows = sampling.rows().taps();
        Taps columns = sampling.columns().taps();
        Taps colorRows = sampling.rows().taps(places.down(), whole.height());
        Taps colorColumns = sampling.columns().taps(places.across(), whole.width());
        file.startApart(Taps.window(rows, columns), Taps.window(colorRows, colorColumns));
        light.open(file::readLight, rows, columns, 1);
        colors.open(file::readColors, colorRows, colorColumns, 2);
        if (cr.length < light.stride()) {
            cr = new int[light.stride()];
            channels = new int[3][light.stride()];
            levels = new int[3 * light.stride()];
        }
    }

    @Override
    public void run(LevelRows output) throws UndecodableException {
        int stride = light.stride();
        for (int row = 0; row < light.size(); row++) {
            int[] y = light.make(row);
            int[] cb = colors.make(row);
            System.arraycopy(cb, stride, cr, 0, stride);
            Ycbcr.toRgb(stride, y, cb, cr, channels);
            for (int channel = 0; channel < channels.length; channel++) {
                System.arraycopy(channels[channel], 0, levels, channel * stride, stride);
            }
            output.take(row, levels, stride);
        }
    }
}
