package org.sparkresnet.image.pipeline;

import java.util.List;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.file.PictureMemory;
import org.sparkresnet.image.transform.CenterCrop;
import org.sparkresnet.image.transform.ColorChange;
import org.sparkresnet.image.transform.Resampling;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.image.transform.Transform;

/**
 * The most memory that the pipelines of one loader take, in bytes, whatever pictures come.
 *
 * <p>A picture whose file is decoded row by row takes {@value PictureMemory#COLUMN} bytes of heap for each of its columns; one with
 * several scans, as all progressive JPEGs, two bytes more for each sample of each component, in whole units of blocks; a
 * PNG or BMP three bytes per pixel, and three outside of the heap. To it comes what transforms make: nothing where the
 * first one resamples and the others only move pixels, else one to four times the largest picture on the way, three
 * bytes per pixel. What takes more than {@value #KEPT} bytes in all is large: it waits until there is room in a {@link
 * DecodeRoom}, which is that of one picture of the largest size, and its memory is let go behind it. So the bound is
 * {@value #KEPT} bytes for each thread, and that room once.
 *
 * <p>Not counted, because it depends on files and not on settings, is that of files: a copy of each one that is worked on,
 * up to four bytes for each of its restart markers, what its entry points come to, and for PNG and BMP a copy outside of the heap.
 *
 * @param kept of the heap, without the room for large pictures
 * @param heap of Java, all of it
 * @param outside of it
 */
public record PipelineMemory(long kept, long heap, long outside) {
    /** Bytes that a thread keeps for its next picture: enough for progressive ones of two megapixels. */
    static final long KEPT = 32 << 20;

    /** For each column of a picture that is resized as a whole. */
    private static final long RESIZED_COLUMN = 100;

    /** Of {@link PictureMemory#WHOLE}. */
    private static final int OUTSIDE = 3;

    /** Bytes of the coefficients of one pixel. */
    private static final int COEFFICIENTS = 8;

    /** A unit of blocks may have so many rows and columns more than belong to the picture. */
    private static final int EDGE = 31;

    private static final int CHANNELS = 3;

    /**
     * The bound for a loader.
     *
     * @param shapes sizes of the pictures; where they differ, any that {@code augmentation} allows may come
     * @param threads with a pipeline each, at least 1
     */
    public static PipelineMemory of(Augmentation augmentation, PictureShapes shapes, int threads) {
        long largest = largest(augmentation, shapes);
        long kept = threads * Math.min(largest, KEPT);
        long room = largest(augmentation, new PictureShapes.Various(shapes.channels()));
        long heap = kept + (largest > KEPT ? Math.min(threads * largest, room) : 0);
        return new PipelineMemory(kept, heap, heap * OUTSIDE / PictureMemory.WHOLE);
    }

    /** What of {@link #outside} goes with {@link #kept}. */
    public long keptOutside() {
        return kept * OUTSIDE / PictureMemory.WHOLE;
    }

    /** The larger one of both, of which only one is there at a time. */
    public PipelineMemory or(PipelineMemory other) {
        return new PipelineMemory(
                Math.max(kept, other.kept), Math.max(heap, other.heap), Math.max(outside, other.outside));
    }

    /** What the largest picture takes. */
    static long largest(Augmentation augmentation, PictureShapes shapes) {
        long pixels = augmentation.decoding().mostPixels();
        long columns = Math.min(pixels, PictureDecoder.LARGEST_SIDE);
        // Of all sizes with so many pixels the longest one has the largest edges.
        long withEdges = pixels + EDGE * (columns + pixels / columns + 1) + (long) EDGE * EDGE;
        if (shapes.common().isPresent()) {
            PictureShape shape = shapes.common().get();
            pixels = (long) shape.height() * shape.width();
            columns = shape.width();
            withEdges = (long) (shape.height() + EDGE) * (shape.width() + EDGE);
        }
        return COEFFICIENTS * withEdges
                + PictureMemory.COLUMN * columns
                + made(augmentation.transforms(), shapes, CHANNELS * pixels);
    }

    /** What transforms make of a picture of {@code shape}. */
    static long made(List<Transform> transforms, PictureShape shape) {
        return made(transforms, new PictureShapes.Equal(shape), shape.values());
    }

    /** @param unknown values of a picture whose size is not known */
    private static long made(List<Transform> transforms, PictureShapes shapes, long unknown) {
        boolean waits = !transforms.isEmpty() && transforms.get(0) instanceof Resampling;
        PictureShapes current = shapes;
        long values = values(current, unknown);
        long most = waits ? 0 : values;
        long onTheWay = 0;
        long columns = 0;
        int copies = 1;
        for (int i = 0; i < transforms.size(); i++) {
            Transform transform = transforms.get(i);
            boolean makes = transform instanceof ColorChange || i > 0 && transform instanceof Resampling;
            if (makes) {
                // A picture and the one before it; where one is resampled also what it is made of and what comes of it.
                copies = Math.max(copies, transform instanceof ColorChange ? 2 : 4);
                most = Math.max(most, Math.max(onTheWay, values));
            }
            current = transform.outputShapes(current);
            if (i == 0 && transform instanceof Resize resize && !isCropped(resize, transforms)) {
                columns = RESIZED_COLUMN
                        * current.common()
                                .map(shape -> Math.max(shape.height(), shape.width()))
                                .orElse(Picture.LARGEST_VALUES / CHANNELS / resize.shorterSide());
            }
            values = values(current, transform instanceof Resampling ? Picture.LARGEST_VALUES : values);
            onTheWay = Math.max(onTheWay, values);
            most = makes ? Math.max(most, values) : most;
        }
        return copies * most + columns;
    }

    private static long values(PictureShapes shapes, long unknown) {
        return shapes.common()
                .map(shape -> (long) shape.channels() * shape.height() * shape.width())
                .orElse(unknown);
    }

    /** Then only the columns of the crop are worked out. */
    private static boolean isCropped(Resize resize, List<Transform> transforms) {
        return transforms.size() > 1
                && transforms.get(1) instanceof CenterCrop crop
                && crop.size() <= resize.shorterSide();
    }
}
