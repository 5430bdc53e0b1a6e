package org.sparkresnet.prepare;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.Picture;
import org.sparkresnet.image.PictureShape;
import org.sparkresnet.image.UndecodableException;
import org.sparkresnet.image.file.JpegEncoder;
import org.sparkresnet.image.file.PictureDecoder;
import org.sparkresnet.image.transform.Resize;
import org.sparkresnet.image.transform.Transform;
import org.sparkresnet.prepare.source.PictureSums;
import org.sparkresnet.prepare.source.PixelSums;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.SourceRecord;
import org.sparkresnet.random.NamedRandom;
import org.sparkresnet.shard.Content;
import org.sparkresnet.shard.ShardRecord;

/**
 * What becomes of pictures on their way into shards: they stay byte for byte as they are, or those whose shorter side is
 * longer than asked for are brought to it, by Pillow's antialiased bilinear filter, and stored as JPEG; raw pixels stay
 * raw. JPEGs get their entry points beside them, which make crops cheaper. The same picture always gives the same bytes.
 *
 * @param shorterSide rows or columns, whichever is less, in [0, {@value Transform#LARGEST}]; 0: all stay as they are
 * @param quality of the JPEG in libjpeg's measure, in [1, 100]
 */
public record Storing(int shorterSide, int quality) implements Serializable {
    /** Every picture stays as it is. */
    public static final Storing AS_IT_IS = new Storing(0, 100);

    public Storing {
        if (shorterSide < 0 || shorterSide > Transform.LARGEST || quality < 1 || quality > 100) {
            throw new IllegalArgumentException("shorter side " + shorterSide + ", quality " + quality);
        }
    }

    /** Reads the block {@code prepare.resize}; problems are recorded there. */
    static Storing from(Settings resize) {
        int shorterSide = resize.nonNegativeInt("shorter-side");
        int quality = resize.positiveInt("quality");
        boolean smallEnough = shorterSide <= Transform.LARGEST;
        resize.require(smallEnough, "shorter-side", "out of range; give 0 to " + Transform.LARGEST);
        resize.require(quality <= 100, "quality", "out of range; give 1 to 100");
        return smallEnough && quality <= 100 ? new Storing(shorterSide, quality) : AS_IT_IS;
    }

    /** What the manifest tells of this. */
    Map<String, String> options() {
        return shorterSide == 0
                ? Map.of()
                : Map.of(
                        "resize-shorter-side", Integer.toString(shorterSide),
                        "resize-quality", Integer.toString(quality));
    }

    /**
     * The record as it is to be written; the pixels that it then has are counted in {@code sums}.
     *
     * @throws InvalidInputException if the source has changed since it was checked
     */
    ShardRecord store(SourceRecord record, SourceFiles files, PixelSums sums) throws IOException {
        ShardRecord original = record.read(files);
        if (shorterSide > 0) {
            Picture before = decoded(original);
            Picture after = resized(before);
            if (after != before) {
                return new ShardRecord(original.name(), original.label(), content(original, after, sums));
            }
        }
        record.addTo(sums);
        return original.content() instanceof Content.Encoded encoded
                ? new ShardRecord(original.name(), original.label(), withEntryPoints(original.name(), encoded.bytes()))
                : original;
    }

    private Picture resized(Picture picture) {
        int shorter = Math.min(picture.shape().height(), picture.shape().width());
        // A resize has no chance in it, and takes nothing of what it gets.
        return shorter > shorterSide ? new Resize(shorterSide).apply(picture, NamedRandom.of(0, "resize")) : picture;
    }

    private Content content(ShardRecord original, Picture picture, PixelSums sums) {
        PictureShape shape = picture.shape();
        if (original.content() instanceof Content.Raw) {
            Content.Raw raw = new Content.Raw(shape.height(), shape.width(), shape.channels(), picture.pixels());
            sums.add(raw);
            return raw;
        }
        byte[] file = JpegEncoder.encode(picture, quality);
        sums.add(sumsOf(file));
        return withEntryPoints(original.name(), file);
    }

    private static Content withEntryPoints(String name, byte[] file) {
        try {
            return new Content.Encoded(file, PictureDecoder.entryPoints(file));
        } catch (UndecodableException e) {
            throw hasChanged(name, e);
        }
    }

    private static InvalidInputException hasChanged(String name, UndecodableException e) {
        return new InvalidInputException(
                name + ": has changed since prepare checked it (" + e.getMessage()
                        + "); run prepare again when nothing writes there",
                e);
    }

    /** Of the pixels that the network will see, which are not quite those that were encoded. */
    private static PictureSums sumsOf(byte[] file) {
        try {
            Picture stored = PictureDecoder.decode(file);
            PictureShape shape = stored.shape();
            return PictureSums.of(shape.channels(), shape.height(), shape.width(), stored.pixels());
        } catch (UndecodableException e) {
            throw new IllegalStateException("a JPEG of our own cannot be decoded", e);
        }
    }

    private static Picture decoded(ShardRecord record) {
        if (record.content() instanceof Content.Raw raw) {
            return new Picture(new PictureShape(raw.channels(), raw.height(), raw.width()), raw.pixels());
        } else if (record.content() instanceof Content.Encoded encoded) {
            try {
                return PictureDecoder.decode(encoded.bytes());
            } catch (UndecodableException e) {
                throw hasChanged(record.name(), e);
            }
        }
        throw new IllegalStateException("no such content: " + record.content());
    }
}
