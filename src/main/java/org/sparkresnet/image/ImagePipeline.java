package org.sparkresnet.image;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.jpeg.ColorPlaces;
import org.sparkresnet.random.NamedRandom;

/**
 * From a picture to what a network takes: decodes, augments, normalizes. The workshop of one thread.
 *
 * <p>The outcome is that of {@link PictureDecoder#decode}, {@link Augmentation#apply} and {@link LevelTable#write} one
 * after the other, bit for bit, if files are decoded at full size. But of a file only what the first transform takes is
 * decoded, and damage elsewhere in it is not found; crops, borders and mirroring cost nothing before the last write.
 *
 * <p>Its memory is taken when it is first needed and used again: for a file that starts with a {@link Resampling} a few
 * rows of its picture and the outcome; else its picture, three bytes per pixel. To it come a copy of the file and, of
 * JPEG files with several scans such as all progressive ones, six bytes per pixel at most; of PNG and BMP files, which
 * are decoded as a whole, nine bytes per pixel while they are worked with. So it is below ten bytes per pixel of the
 * largest picture that is allowed.
 */
public final class ImagePipeline implements AutoCloseable {
    private final Augmentation augmentation;
    private final PlacedRows rows;
    private final PictureShape output;
    private final FilePixels file;
    private final Workpiece workpiece = new Workpiece();

    /**
     * @param output what every picture is after augmentation
     * @throws IllegalArgumentException if the normalizer is one for other pictures than {@code output}
     */
    public ImagePipeline(Augmentation augmentation, Normalizer normalizer, PictureShape output) {
        if (!normalizer.fits(output)) {
            throw new IllegalArgumentException(normalizer + " and pictures of " + output);
        }
        this.augmentation = augmentation;
        this.rows = new PlacedRows(normalizer.levels());
        this.output = output;
        this.file = new FilePixels(augmentation.decoding().mostPixels());
    }

    /**
     * Writes the picture in a file as {@code [C, H, W]} at the position of {@code target}, which moves behind it. After
     * an exception the position is where it was, and what lies behind it is undefined.
     *
     * @param encoded the whole file, which is not changed
     * @param random the picture's own chance
     * @throws UndecodableException if the file holds no sound picture
     * @throws InvalidInputException if the picture has another size after augmentation than the network takes
     */
    public void write(byte[] encoded, NamedRandom random, FloatBuffer target) throws UndecodableException {
        PictureShape whole = file.open(encoded);
        Optional<FirstStep> first = FirstStep.of(augmentation.transforms(), whole, random);
        if (first.isPresent()) {
            take(first.get().sampling(), whole);
        } else {
            workpiece.take(file, whole);
        }
        finish(first.map(FirstStep::transforms).orElse(0), random, target);
    }

    /**
     * The same with a picture that is no file but pixels.
     *
     * @throws InvalidInputException if the picture has another size after augmentation than the network takes
     */
    public void write(Picture raw, NamedRandom random, FloatBuffer target) {
        Optional<FirstStep> first = FirstStep.of(augmentation.transforms(), raw.shape(), random);
        if (first.isPresent()) {
            Taps rows = Taps.of(first.get().sampling().rows().weights());
            Taps columns = Taps.of(first.get().sampling().columns().weights());
            PixelRows input = PixelRows.of(raw, Taps.window(rows, columns));
            workpiece.take(input, rows, columns, raw.shape().channels());
        } else {
            workpiece.take(raw);
        }
        try {
            finish(first.map(FirstStep::transforms).orElse(0), random, target);
        } catch (UndecodableException e) {
            throw new IllegalStateException("pixels need no decoding", e);
        }
    }

    /** Lets go of nothing but the heap's memory, which is the garbage collector's. */
    @Override
    public void close() {
        workpiece.release();
    }

    /** Begins with what {@code sampling} makes of the file that is open. */
    private void take(Sampling sampling, PictureShape whole) throws UndecodableException {
        Decoding decoding = augmentation.decoding();
        int divisor = file.scales() ? decoding.divisor(sampling) : 1;
        Optional<ColorPlaces> colors = divisor == 1 && decoding.isApart() ? file.fewerColors() : Optional.empty();
        if (colors.isPresent()) {
            workpiece.take(file, colors.get(), sampling, whole);
            return;
        }
        Taps rows = Taps.of(sampling.rows().weights(divisor, whole.height()));
        Taps columns = Taps.of(sampling.columns().weights(divisor, whole.width()));
        file.start(Taps.window(rows, columns), divisor);
        workpiece.take(file, rows, columns, whole.channels());
    }

    private void finish(int done, NamedRandom random, FloatBuffer target) throws UndecodableException {
        List<Transform> transforms = augmentation.transforms();
        for (Transform transform : transforms.subList(done, transforms.size())) {
            workpiece.apply(transform, random);
        }
        if (!workpiece.shape().equals(output)) {
            throw new InvalidInputException("a picture of " + workpiece.shape()
                    + " after augmentation, the network takes " + output
                    + "; bring all pictures to one size with { type = pad, size = N }");
        }
        int start = target.position();
        try {
            workpiece.write(rows, target);
        } catch (UndecodableException e) {
            target.position(start);
            throw e;
        }
    }

    /**
     * What can be done while a picture is decoded.
     *
     * @param transforms how many of the list it does
     */
    private record FirstStep(Sampling sampling, int transforms) {
        /** The list's first transform if it resamples, together with a crop of the middle behind it. */
        static Optional<FirstStep> of(List<Transform> transforms, PictureShape whole, NamedRandom random) {
            if (transforms.isEmpty() || !(transforms.get(0) instanceof Resampling resampling)) {
                return Optional.empty();
            }
            Sampling sampling = resampling.sampling(whole, random);
            PictureShape resized = sampling.output(whole);
            if (transforms.size() > 1
                    && transforms.get(1) instanceof CenterCrop crop
                    && crop.size() <= Math.min(resized.height(), resized.width())) {
                return Optional.of(new FirstStep(sampling.cropped(crop.window(resized)), 2));
            }
            return Optional.of(new FirstStep(sampling, 1));
        }
    }
}
