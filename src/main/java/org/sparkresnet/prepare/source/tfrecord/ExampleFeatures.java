package org.sparkresnet.prepare.source.tfrecord;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.shard.ExampleFeature;
import org.sparkresnet.shard.ExampleFeature.Kind;
import org.sparkresnet.shard.ExampleScan;
import org.sparkresnet.shard.RecordWalk;

/**
 * What is read of an example.
 *
 * @param image name of the feature with the picture
 * @param label name of the feature with its class
 * @param labelOffset what is subtracted from that
 * @param form what the bytes of the picture are
 */
record ExampleFeatures(String image, String label, long labelOffset, PictureForm form) implements Serializable {
    private static final String LEGAL = "give [rows, columns, channels], 1 to 8192, channels 1 or 3";

    /** Reads the block {@code prepare.tfrecord}; problems are recorded there. */
    static ExampleFeatures from(Settings block) {
        return new ExampleFeatures(
                block.text("image"), block.text("label"), block.wholeNumber("label-offset"), form(block));
    }

    private static PictureForm form(Settings block) {
        List<Integer> sides = block.parsedList("shape", ExampleFeatures::side);
        if (sides.isEmpty()) {
            return new PictureForm.Encoded();
        }
        boolean legal = sides.size() == 3 && (sides.get(2) == 1 || sides.get(2) == 3);
        block.require(legal, "shape", "no shape of pixels; " + LEGAL);
        return legal ? new PictureForm.Raw(sides.get(0), sides.get(1), sides.get(2)) : new PictureForm.Encoded();
    }

    private static int side(String text) {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > PictureForm.LARGEST) {
            throw new IllegalArgumentException("\"" + text + "\" is no side of a picture; " + LEGAL);
        }
        return Integer.parseInt(text);
    }

    /**
     * Looks into the current record.
     *
     * @throws InvalidInputException if it is no example, or a feature is missing or is something else
     */
    FoundPicture find(RecordWalk record) {
        Map<String, ExampleFeature> features;
        try {
            features = ExampleScan.of(record.payload());
        } catch (IOException e) {
            throw record.fault(
                    "no tf.train.Example in it (" + e.getMessage() + ")",
                    "prepare.format = tfrecord reads nothing else");
        }
        ExampleFeature picture = feature(features, image, Kind.BYTES, "image", record);
        ExampleFeature number = feature(features, label, Kind.INT64, "label", record);
        requireShape(picture.length(), record);
        return new FoundPicture(label(number.number(), record), picture.offset(), picture.length());
    }

    private ExampleFeature feature(
            Map<String, ExampleFeature> features, String name, Kind kind, String key, RecordWalk record) {
        ExampleFeature found = features.get(name);
        String remedy = "mend prepare.tfrecord." + key;
        if (found == null) {
            throw record.fault("no feature " + name + " (it has " + FirstFew.of(features.keySet()) + ")", remedy);
        }
        if (found.kind() != kind || found.count() != 1) {
            throw record.fault(
                    "a feature " + name + " that holds "
                            + (found.kind() == kind
                                    ? found.count() + " values"
                                    : found.kind().words())
                            + ", expected one value of " + kind.words(),
                    remedy);
        }
        return found;
    }

    private int label(long number, RecordWalk record) {
        long index = number - labelOffset;
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw record.fault(
                    "the label " + number + ", which, less prepare.tfrecord.label-offset = " + labelOffset
                            + ", is no index of a class",
                    "mend that setting or prepare.tfrecord.label");
        }
        return (int) index;
    }

    private void requireShape(int length, RecordWalk record) {
        if (form instanceof PictureForm.Raw shape && shape.bytes() != length) {
            throw record.fault(
                    length + " bytes of pixels, prepare.tfrecord.shape = " + shape + " has " + shape.bytes(),
                    "mend that setting");
        }
    }
}
