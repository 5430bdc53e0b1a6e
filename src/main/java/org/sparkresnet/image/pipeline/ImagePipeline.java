package org.sparkresnet.image.pipeline;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.PictureShapes;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.FilePixels;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.file.PictureMemory;
import org.sparkresnet.image.file.PixelRows;
import org.sparkresnet.image.jpeg.ColorPlaces;
import org.sparkresnet.image.normalize.LevelTable;
import org.sparkresnet.image.normalize.Normalizer;
import org.sparkresnet.image.resize.Sampling;
import org.sparkresnet.image.resize.Taps;
import org.sparkresnet.image.transform.CenterCrop;
import org.sparkresnet.image.transform.Resampling;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.random.NamedRandom;

/**
 * From a picture to what a network takes: decodes, augments, normalizes. The workshop of one thread.
 *
 * <p>The outcome is that of {@link PictureDecoder#decode}, {@link Augmentation#apply} and {@link LevelTable#write} one
 * after the other, bit for bit, if files are decoded at full size. But of a file only what the first transform takes is
 * decoded, and damage elsewhere in it is not found; crops, borders and mirroring cost nothing before the last write.
 *
 * <p>Its memory is taken when it is first needed and used again, but for what large pictures take, see {@link
 * PipelineMemory}: it is let go behind each, and taken only when there is room for it beside those of other threads.
 */
public final class ImagePipeline implements AutoCloseable {
    private final Augmentation augmentation;
    private final PlacedRows rows;
    private final PictureShape output;
    private final FilePixels file;
    private final DecodeRoom room;
    private final Workpiece workpiece = new Workpiece();

    /** What pictures so far have left. */
    private PictureMemory kept = PictureMemory.NONE;

    /**
     * @param output what every picture is after augmentation
     * @param room of all pipelines that work side by side, made by {@link #room}
     * @throws IllegalArgumentException if the normalizer is one for other pictures than {@code output}
     */
    public ImagePipeline(Augmentation augmentation, Normalizer normalizer, PictureShape output, DecodeRoom room) {
        if (!normalizer.fits(output)) {
            throw new IllegalArgumentException(normalizer + " and pictures of " + output);
        }
        this.augmentation = augmentation;
        this.rows = new PlacedRows(normalizer.levels());
        this.output = output;
        this.file = new FilePixels(augmentation.decoding().mostPixels());
        this.room = room;
    }

    /** One that works alone. */
    public ImagePipeline(Augmentation augmentation, Normalizer normalizer, PictureShape output) {
        this(augmentation, normalizer, output, room(augmentation, output.channels()));
    }

    /** Room for pipelines that work side by side: for any one picture that {@code augmentation} allows. */
    public static DecodeRoom room(Augmentation augmentation, int channels) {
        return new DecodeRoom(PipelineMemory.largest(augmentation, new PictureShapes.Various(channels)));
    }

    /**
     * Writes the picture in a file as {@code [C, H, W]} at the position of {@code target}, which moves behind it. After
     * an exception the position is where it was, and what lies behind it is undefined.
     *
     * @param encoded the whole file, which is not changed
     * @param entryPoints the file's own, of {@link PictureDecoder#entryPoints}, or none; the outcome is the same
     * @param random the picture's own chance
     * @throws UndecodableException if the file holds no sound picture
     * @throws InvalidInputException if the picture has another size after augmentation than the network takes
     */
    public void write(byte[] encoded, byte[] entryPoints, NamedRandom random, FloatBuffer target)
            throws UndecodableException {
        PictureShape whole = file.open(encoded, entryPoints);
        PictureMemory memory = file.memory().with(PipelineMemory.made(augmentation.transforms(), whole));
        if (memory.bytes() > PipelineMemory.KEPT) {
            writeLarge(memory.bytes(), whole, random, target);
            return;
        }
        kept = kept.or(memory);
        if (kept.bytes() > PipelineMemory.KEPT) {
            release();
            file.open(encoded, entryPoints);
            kept = memory;
        }
        writeOpened(whole, random, target);
    }

    /** Takes memory when there is room for it, and lets it go. */
    private void writeLarge(long bytes, PictureShape whole, NamedRandom random, FloatBuffer target)
            throws UndecodableException {
        room.enter(bytes);
        try {
            writeOpened(whole, random, target);
        } finally {
            release();
            kept = PictureMemory.NONE;
            room.leave(bytes);
        }
    }

    private void release() {
        file.release();
        workpiece.release();
    }

    private void writeOpened(PictureShape whole, NamedRandom random, FloatBuffer target) throws UndecodableException {
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
            Taps rows = first.get().sampling().rows().taps();
            Taps columns = first.get().sampling().columns().taps();
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
        release();
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
        Taps rows = sampling.rows().taps(divisor, whole.height());
        Taps columns = sampling.columns().taps(divisor, whole.width());
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
