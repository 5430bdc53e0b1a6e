package org.sparkresnet.prepare.source.tfrecord;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.NumberedClasses;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceLayout;
import org.sparkresnet.prepare.source.SplitFiles;
import org.sparkresnet.prepare.source.picture.PictureLimits;

/**
 * TFRecord files with an example for each picture.
 *
 * @param features what is read of an example
 * @param files pattern of the names of files
 * @param classes how they are called
 * @param limits how many pictures may be bad
 */
public record TfRecordLayout(ExampleFeatures features, String files, NumberedClasses classes, PictureLimits limits)
        implements SourceLayout {

    /**
     * Reads {@code tfrecord}; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static TfRecordLayout from(Settings prepare, PictureLimits limits) {
        Settings block = prepare.at("tfrecord");
        return new TfRecordLayout(
                ExampleFeatures.from(block),
                block.text("files"),
                NumberedClasses.from(
                        block, "prepare.tfrecord", "prepare.tfrecord.label or prepare.tfrecord.label-offset"),
                limits);
    }

    /** @throws org.sparkresnet.config.InvalidInputException if there is no such file, or it cannot be told what is a split */
    @Override
    public Source open(String place, JavaSparkContext context) {
        Map<String, List<String>> splits =
                SplitFiles.find(place, "prepare.tfrecord.files", files, context.hadoopConfiguration());
        return new TfRecordSource(context, this, splits);
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put("image", features.image());
        options.put("label", features.label());
        options.put("label-offset", Long.toString(features.labelOffset()));
        if (features.form() instanceof PictureForm.Raw shape) {
            options.put("shape", shape.toString());
        }
        return options;
    }
}
