package org.sparkresnet.shard;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.storage.FileSystems;
import org.sparkresnet.storage.StorageFailure;

/**
 * Files beside a manifest that hold the mean of each pixel of all pictures, as the network takes them in evaluation:
 * float32 {@code [C, H, W]} on the scale 0 to 1, in NumPy's format, with a checksum in the manifest.
 */
public final class MeanFiles {
    private static final String REMEDY = "copy it again or run prepare again";

    private MeanFiles() {}

    /** The name of a mean of that size: {@code pixel-mean-3x224x224.npy}. */
    public static String fileName(int channels, int height, int width) {
        return "pixel-mean-%dx%dx%d.npy".formatted(channels, height, width);
    }

    /**
     * Writes a mean into a folder whose manifest is still to come.
     *
     * @param folder any Hadoop URI
     * @param size of the mean
     * @param values {@code [C, H, W]}
     * @return the entry for the manifest
     * @throws InvalidInputException if the disk is full, or another trouble is the person's to end
     */
    public static MeanFile write(String folder, Size size, float[] values, Configuration configuration)
            throws IOException {
        if (values.length != (long) size.channels() * size.height() * size.width()) {
            throw new IllegalArgumentException(values.length + " values of a mean of " + size);
        }
        byte[] content = NumpyFormat.write(size.channels(), size.height(), size.width(), values);
        Path file = new Path(folder, fileName(size.channels(), size.height(), size.width()));
        FileSystems.write(FileSystems.of(file, configuration), file, FileSystems.Content.of(content));
        return new MeanFile(
                file.getName(), size.channels(), size.height(), size.width(), sha256(content), size.pictures());
    }

    /**
     * Size of a mean.
     *
     * @param pictures how pictures of the data set became pictures of this size, for people
     */
    public record Size(int channels, int height, int width, String pictures) {}

    /**
     * Reads a mean.
     *
     * @param folder any Hadoop URI
     * @return {@code [C, H, W]}, on the scale 0 to 1
     * @throws InvalidInputException if the file is missing, has another length or is damaged
     */
    public static float[] read(String folder, MeanFile mean, Configuration configuration) throws IOException {
        Path path = new Path(folder, mean.file());
        byte[] content = content(path, configuration);
        if (content.length != mean.bytes()) {
            throw new InvalidInputException(path + ": " + content.length + " bytes long, a mean of " + mean.channels()
                    + "x" + mean.height() + "x" + mean.width() + " has " + mean.bytes() + "; " + REMEDY);
        }
        if (!sha256(content).equals(mean.sha256())) {
            throw new InvalidInputException(
                    path + ": its checksum is not that of the manifest, so it is damaged; " + REMEDY);
        }
        try {
            return NumpyFormat.read(content, mean);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(path + ": " + e.getMessage() + ", which the manifest names; " + REMEDY, e);
        }
    }

    private static byte[] content(Path path, Configuration configuration) throws IOException {
        FileSystem files = FileSystems.of(path, configuration);
        try (FSDataInputStream input = files.open(path)) {
            return input.readAllBytes();
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(path + ": missing, though the manifest names it; " + REMEDY, e);
        } catch (IOException e) {
            StorageFailure.refuseIfClear(path, e);
            throw e;
        }
    }

    private static String sha256(byte[] content) {
        return Sha256.hex(Sha256.digest().digest(content));
    }
}
